using Pentimento.Engine.Images;

namespace Pentimento.Engine.Fill;

/// <summary>
/// Fills holes in pictures so that they look as if nothing had been there (inpainting). Every pixel outside the hole stays bit for
/// bit. The same picture, hole and options give the same bytes on any number of threads.
/// </summary>
public static class Inpainting
{
    /// <summary>Fills a hole.</summary>
    /// <param name="hole">Of the picture's size; every weight above 0 is filled wholly.</param>
    /// <param name="progress">Told 0 to 1 as levels are finished; may be null.</param>
    /// <param name="staged">Told after each level how much is done and how to make a picture of that state (its caller owns it); may be null.</param>
    /// <returns>The filled picture; the caller owns it.</returns>
    /// <exception cref="ImageEditException">The hole is too large a part of the picture, or there is nothing to fill it from.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static Image Fill(Image picture, Mask hole, FillOptions options, IProgress<double>? progress, CancellationToken cancellation, Action<double, Func<Image>>? staged = null)
    {
        if ((hole.Width, hole.Height) != (picture.Width, picture.Height))
        {
            throw new ArgumentException($"The hole is {hole.Width}x{hole.Height} and the picture {picture.Width}x{picture.Height}", nameof(hole));
        }

        var components = HoleComponents.Find(hole, cancellation);
        var pixels = components.Sum(c => c.Runs.Sum(r => (long)r.Right - r.Left));
        var share = (double)pixels / ((long)picture.Width * picture.Height);
        if (share > options.MaxHoleShare)
        {
            throw new ImageEditException(
                ImageEditFailure.UnsupportedInstruction,
                FormattableString.Invariant($"The hole to fill is {share * 100:0}% of the image; at most {options.MaxHoleShare * 100:0}% can be filled from the rest. Mark a smaller part."),
                "mask");
        }

        var result = picture.Clone();
        try
        {
            var work = new InpaintingWork(result, options, new(Math.Max(1, options.Threads), cancellation));
            work.Fill(components, (part, make) =>
            {
                progress?.Report(part);
                staged?.Invoke(part, make);
            });
            return result;
        }
        catch
        {
            result.Dispose();
            throw;
        }
    }
}
