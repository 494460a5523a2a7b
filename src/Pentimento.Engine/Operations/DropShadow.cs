using System.Buffers;
using Pentimento.Engine.Images;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>
/// A soft black shadow under the picture's own shape (its alpha), cast to the lower right: the shape smoothed by a Gaussian, on a
/// canvas grown until the shadow has room. The amount is its darkness. What is opaque stays bit for bit.
/// </summary>
internal sealed class DropShadow : Operation
{
    private const double SigmaShare = 0.018;
    private const double AcrossShare = 0.008;
    private const double DownShare = 0.018;

    // The shadow has no detail: a small picture carries all of it.
    private const double WorkPixels = 600_000;

    public override string Name => "drop_shadow";

    public override OperationGroup Group => OperationGroup.Finish;

    public override string Summary => "A soft shadow in the picture's own shape (its alpha) on a transparent canvas, grown until the shadow has room.";

    public override AmountRange Amount => new(0, 100, 50);

    public override bool KeepsGeometry => false;

    public override IReadOnlyList<string> Examples => ["add a drop shadow", "give it a strong drop shadow"];

    public override string Describe(OperationArguments arguments) => Words.Amount(Name, this, arguments);

    public override Image Apply(Image source, OperationArguments arguments, OperationContext context)
    {
        if (arguments.Amount <= 0)
        {
            return source.Clone();
        }

        var shorter = Math.Min(source.Width, source.Height);
        var sigma = Math.Max(1, SigmaShare * shorter);
        var (across, down) = ((int)Math.Round(AcrossShare * shorter), (int)Math.Round(DownShare * shorter));
        var reach = (int)Math.Ceiling(2.6 * sigma);
        var (left, top) = (reach - across, reach - down);
        var (width, height) = (source.Width + (2L * reach), source.Height + (2L * reach));
        context.Limits.CheckSize(width, height, "The image with its shadow", "prompt");
        var result = Canvas.Place(source, (int)width, (int)height, left, top, room: null);
        try
        {
            using var shape = Shape(result, sigma, context.Cancellation);
            Cast(result, shape, across, down, (float)(255 * arguments.Amount / 100), context.Cancellation);
            return result;
        }
        catch
        {
            result.Dispose();
            throw;
        }
    }

    /// <summary>The alpha of the canvas, averaged over the pixels of a small plane and smoothed.</summary>
    private static Plane Shape(Image canvas, double sigma, CancellationToken cancellation)
    {
        var (width, height) = Zoom.SizeFor(canvas.Width, canvas.Height, WorkPixels);
        var shape = new Plane(width, height);
        shape.Values.Clear();
        Span<int> cells = new int[canvas.Width];
        for (var x = 0; x < cells.Length; x++)
        {
            cells[x] = (int)((long)x * width / canvas.Width);
        }

        var share = (float)((double)width * height / (255.0 * canvas.Width * canvas.Height));
        for (var y = 0; y < canvas.Height; y++)
        {
            var from = canvas.Row(y);
            var to = shape.Row((int)((long)y * height / canvas.Height));
            for (int x = 0, p = 3; x < cells.Length; x++, p += 4)
            {
                to[cells[x]] += share * from[p];
            }
        }

        GaussianBlur.Run(shape, sigma * width / canvas.Width, cancellation);
        return shape;
    }

    private static void Cast(Image image, Plane shape, int across, int down, float darkness, CancellationToken cancellation)
    {
        var zoom = new Zoom((shape.Width, shape.Height), (image.Width, image.Height));
        var buffer = ArrayPool<float>.Shared.Rent(image.Width);
        try
        {
            var shadow = buffer.AsSpan(0, image.Width);
            for (var y = 0; y < image.Height; y++)
            {
                cancellation.ThrowIfCancellationRequested();
                zoom.Read(shape, Math.Max(0, y - down), shadow);
                var row = image.Row(y);
                for (var x = 0; x < image.Width; x++)
                {
                    var pixel = row.Slice(4 * x, 4);
                    var under = (int)((darkness * shadow[Math.Max(0, x - across)]) + 0.5f);
                    if (pixel[3] < 255 && under > 0)
                    {
                        var (r, g, b, alpha) = (pixel[0], pixel[1], pixel[2], pixel[3]);
                        (pixel[0], pixel[1], pixel[2], pixel[3]) = (0, 0, 0, (byte)under);
                        Compositing.Blend(pixel, r, g, b, alpha);
                    }
                }
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(buffer);
        }
    }
}
