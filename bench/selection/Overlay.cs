using Pentimento.Engine.Images;

namespace Pentimento.Bench.Selection;

/// <summary>Writes a picture with everything outside a mask darkened, to look at.</summary>
internal static class Overlay
{
    public static void Write(string? folder, string name, Image picture, Mask mask)
    {
        if (folder is null)
        {
            return;
        }

        using var shown = Image.Create(picture.Width, picture.Height, 3);
        for (var i = 0; i < mask.Values.Length; i++)
        {
            for (var c = 0; c < 3; c++)
            {
                int value = picture.Pixels[(i * picture.Bands) + c];
                var dark = (value / 4) + (c == 2 ? 70 : 0);
                shown.Pixels[(3 * i) + c] = (byte)(((value * mask.Values[i]) + (dark * (255 - mask.Values[i]))) / 255);
            }
        }

        Directory.CreateDirectory(folder);
        using var encoded = new ImageEncoder().Encode(shown, new() { Format = ImageFormat.Jpeg, Quality = 85 });
        File.WriteAllBytes(Path.Combine(folder, Path.ChangeExtension(name.Replace(' ', '_').Replace(':', '_').Replace(';', '_'), ".jpg")), encoded.Bytes.ToArray());
    }
}
