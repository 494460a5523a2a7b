using Pentimento.Engine.Execution;
using Pentimento.Engine.Images;
using Pentimento.Engine.Planning;

namespace Pentimento.Bench.Selection;

internal static class Photo
{
    /// <summary>The picture with a longer side of at most this many pixels; the caller's to dispose.</summary>
    public static Image Reduce(Image image, int longest) => Math.Max(image.Width, image.Height) <= longest
        ? image.Clone()
        : new EditExecutor(new()).Execute(
            new() { Plan = new([new EditStep("resize", Value: image.Width >= image.Height ? $"{longest}w" : $"{longest}h")], []), Images = [image] }, null, default).Image;
}
