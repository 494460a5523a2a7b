using Pentimento.Engine.Execution;
using Pentimento.Engine.Images;
using Pentimento.Engine.Planning;

namespace Pentimento.Bench;

/// <summary>Test photographs of any size from a small one.</summary>
internal static class Photo
{
    public static int Make(string source, string target, string size)
    {
        using var image = new ImageDecoder(new()).Decode(File.ReadAllBytes(source));
        using var resized = new EditExecutor(new()).Execute(new() { Plan = new([new EditStep("resize", Value: size)], []), Images = [image] }, null, default);
        using var encoded = new ImageEncoder().Encode(resized.Image, new() { Format = ImageFormat.Jpeg, Quality = 85 });
        File.WriteAllBytes(target, encoded.Bytes.Span);
        return 0;
    }
}
