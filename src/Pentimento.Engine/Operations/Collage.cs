using Pentimento.Engine.Images;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>
/// Puts all images together without cropping or stretching any: the images of a row get one height, and the rows one width, as
/// bricklayers and photo walls do. A last row with fewer images keeps the others' height and stands in the middle. The first
/// image, as edited so far, sets the scale; a collage over the size limit is made smaller.
/// </summary>
internal sealed class Collage : Operation
{
    public override string Name => "collage";

    public override OperationGroup Group => OperationGroup.Finish;

    public override bool UsesOtherImages => true;

    public override string Summary => "Puts all images into a row, a column or a grid; heights and widths are matched, nothing is cropped or stretched.";

    public override string ValueHelp =>
        "row, column, grid or columns x rows (3x2, up to 16x16), a gap (10px, 2%) and the gap's colour (#rrggbb), each optional";

    public override bool KeepsGeometry => false;

    public override IReadOnlyList<string> Examples => ["put them side by side", "stack the images", "make a grid of all images"];

    public override string? CheckValue(string? value) => CollageValue.TryParse(value, out _) ? null : $"takes {ValueHelp}";

    public override string Describe(OperationArguments arguments) => arguments.Value is null ? Name : $"{Name} {arguments.Value}";

    public override Image Apply(Image source, OperationArguments arguments, OperationContext context)
    {
        if (!CollageValue.TryParse(arguments.Value, out var value))
        {
            throw new ArgumentException($"collage {CheckValue(arguments.Value)}", nameof(arguments));
        }

        Image[] images = [source, .. context.Images.Skip(1)];
        if (images.Length < 2)
        {
            throw new ImageEditException(ImageEditFailure.UnsupportedInstruction, "A collage needs at least two images: send all of them in one request.", "image");
        }

        var columns = value.Columns switch { null => (int)Math.Ceiling(Math.Sqrt(images.Length)), 0 => images.Length, { } n => n };
        if (value.Rows * columns < images.Length)
        {
            throw new ImageEditException(
                ImageEditFailure.UnsupportedInstruction, $"A collage of {arguments.Value} has {value.Rows * columns} places, and there are {images.Length} images.", "prompt");
        }

        var gap = value.Gap.Of(Math.Min(source.Width, source.Height));
        var layout = Layout(images, columns, gap, 1);
        var (width, height) = Extent(layout);
        var fit = Fit(width, height, context.Limits);
        if (fit < 1)
        {
            gap = (int)(gap * fit);
            layout = Layout(images, columns, gap, fit);
            (width, height) = Extent(layout);
        }

        context.Limits.CheckSize(width, height, "The collage", "prompt");
        return Paint(images, layout, (int)width, (int)height, value.Colour, context.Cancellation);
    }

    /// <summary>The rectangle of each image. A row's images get one height; every row the width of the first, if that is full.</summary>
    private static List<(long X, long Y, long Width, long Height)> Layout(Image[] images, int columns, int gap, double scale)
    {
        double Aspect(Image image) => (double)image.Width / image.Height;
        columns = Math.Min(columns, images.Length);
        var rows = images.Chunk(columns).ToArray();

        // One column has the first image's width; several have its height in the first row.
        var full = Math.Max(1, (long)Math.Round(scale * images[0].Height * rows[0].Sum(Aspect))) + (gap * (columns - 1L));
        var places = new List<(long X, long Y, long Width, long Height)>();
        var (y, total) = (0L, 0.0);
        for (var r = 0; r < rows.Length; r++)
        {
            var room = full - (gap * (rows[r].Length - 1L));
            var isShort = rows[r].Length < columns;
            var height = isShort ? Math.Min(total / r, room / rows[r].Sum(Aspect)) : room / rows[r].Sum(Aspect);
            var whole = Math.Max(1, (long)Math.Round(height));
            total += height;
            var used = height * rows[r].Sum(Aspect);
            var begin = isShort ? (room - used) / 2 : 0;
            var sum = begin;
            for (var c = 0; c < rows[r].Length; c++)
            {
                // Rounding the edges, not the widths, makes the row end exactly where the others do.
                var (left, right) = ((long)Math.Round(sum), (long)Math.Round(sum + (height * Aspect(rows[r][c]))));
                sum += height * Aspect(rows[r][c]);
                places.Add((left + (c * (long)gap), y, Math.Max(1, right - left), whole));
            }

            y += whole + gap;
        }

        return places;
    }

    private static (long Width, long Height) Extent(List<(long X, long Y, long Width, long Height)> places) =>
        (places.Max(p => p.X + p.Width), places.Max(p => p.Y + p.Height));

    private static double Fit(long width, long height, DecodeLimits limits) =>
        0.999 * Math.Min(
            Math.Min((double)limits.MaxSide / width, (double)limits.MaxSide / height),
            Math.Sqrt(limits.MaxMegapixels * 1e6 / ((double)width * height)));

    private static Image Paint(
        Image[] images, List<(long X, long Y, long Width, long Height)> places, int width, int height, Rgb colour, CancellationToken cancellation)
    {
        // A clear picture of one pixel makes the canvas and its colour; the first place covers it.
        using var seed = Image.Create(1, 1, images.Any(i => i.HasAlpha) ? 4 : 3, images[0].Profile, clear: true);
        var canvas = Canvas.Place(seed, width, height, 0, 0, colour);
        try
        {
            for (var i = 0; i < images.Length; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                var (x, y, w, h) = places[i];
                using var part = Resampling.Resize(images[i], (int)w, (int)h);
                Compositing.Paste(canvas, part, (int)x, (int)y);
            }

            return canvas;
        }
        catch
        {
            canvas.Dispose();
            throw;
        }
    }
}
