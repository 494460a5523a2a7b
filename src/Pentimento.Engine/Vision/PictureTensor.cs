using Pentimento.Engine.Images;
using Pentimento.Engine.Native.Onnx;
using Pentimento.Engine.Native.Vips;

namespace Pentimento.Engine.Vision;

/// <summary>How a network wants a picture's numbers.</summary>
/// <param name="Mean">What is taken from each channel, 0 to 255; red, green, blue.</param>
/// <param name="Deviation">What each channel is then divided by; red, green, blue.</param>
/// <param name="BlueFirst">The order of channels is blue, green, red.</param>
/// <param name="ChannelsLast">The tensor is batch, rows, columns, channels instead of batch, channels, rows, columns.</param>
internal sealed record PictureFormat(float[] Mean, float[] Deviation, bool BlueFirst = false, bool ChannelsLast = false);

/// <summary>Pictures as networks take them.</summary>
internal static class PictureTensor
{
    /// <summary>Resizes a picture to a size (averaging when it shrinks) and puts it at the top left of a black tensor.</summary>
    /// <param name="picture">Transparent parts are taken as mid grey.</param>
    /// <param name="content">Columns and rows of the resized picture.</param>
    /// <param name="canvas">Columns and rows of the tensor, no less than the content's.</param>
    /// <returns>A batch of one; the caller disposes it.</returns>
    public static OnnxTensor From(Image picture, (int Width, int Height) content, (int Width, int Height) canvas, PictureFormat format)
    {
        using var small = Resized(picture, content.Width, content.Height);
        var tensor = format.ChannelsLast ? OnnxTensor.Create(1, canvas.Height, canvas.Width, 3) : OnnxTensor.Create(1, 3, canvas.Height, canvas.Width);
        var values = tensor.Values;
        var (pixel, plane) = format.ChannelsLast ? (3, 1) : (1, canvas.Width * canvas.Height);
        for (var channel = 0; channel < 3; channel++)
        {
            var (mean, scale) = (format.Mean[channel], 1 / format.Deviation[channel]);
            var start = (format.BlueFirst ? 2 - channel : channel) * plane;
            for (var y = 0; y < canvas.Height; y++)
            {
                var at = start + (y * canvas.Width * pixel);
                var row = y < small.Height ? small.Row(y) : [];
                for (var x = 0; x < canvas.Width; x++, at += pixel)
                {
                    var from = (x * 3) + channel;
                    values[at] = ((from < row.Length ? row[from] : 0) - mean) * scale;
                }
            }
        }

        return tensor;
    }

    /// <summary>The picture at another size, opaque: transparent parts become mid grey. The caller disposes it.</summary>
    public static Image Resized(Image picture, int width, int height)
    {
        using var view = picture.ToVips();
        using var flatten = picture.HasAlpha ? new VipsOperation("flatten") : null;
        using var opaque = flatten?.Set("in", view).Set("background", [128, 128, 128]).Image();
        using var resize = new VipsOperation("resize");
        using var resized = resize.Set("in", opaque ?? view)
            .Set("scale", (double)width / picture.Width).Set("vscale", (double)height / picture.Height).Set("kernel", "linear").Image();
        return Image.FromVips(resized);
    }
}
