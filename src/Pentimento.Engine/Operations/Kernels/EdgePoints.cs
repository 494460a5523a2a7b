using Pentimento.Engine.Images;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>A point on an edge, measured from the middle of the picture.</summary>
/// <param name="X">To the right, in pixels of the measured picture.</param>
/// <param name="Y">Downwards.</param>
/// <param name="Tilt">Of the edge against the axis it is near, in degrees; positive is clockwise on a screen.</param>
internal readonly record struct EdgePoint(float X, float Y, float Tilt);

/// <summary>
/// Thin edges of a picture (gradient of a smoothed luma, kept where it is greatest across the edge: Canny 1986), apart by whether they
/// run across or down.
/// </summary>
internal sealed class EdgePoints
{
    private const double WorkPixels = 800_000;
    private const double Sigma = 1.4;
    private const float Weakest = 0.006f;

    private EdgePoints(int width, int height) => (Width, Height) = (width, height);

    /// <summary>Pixels of a row of the measured picture, which is smaller than a large source.</summary>
    public int Width { get; }

    public int Height { get; }

    /// <summary>Points on edges that run across, within 45°.</summary>
    public List<EdgePoint> Across { get; } = [];

    /// <summary>Points on edges that run down.</summary>
    public List<EdgePoint> Down { get; } = [];

    /// <exception cref="OperationCanceledException">Cancelled; checked each row.</exception>
    public static EdgePoints Find(Image source, CancellationToken cancellation)
    {
        var (width, height) = Zoom.SizeFor(source.Width, source.Height, WorkPixels);
        using var small = Resampling.Resize(source, width, height);
        using var luma = LightPlanes.Luma(small);
        using var alpha = LightPlanes.Alpha(small);
        GaussianBlur.Run(luma, Sigma, cancellation);
        using var strength = Strength(luma, out var mean);
        var points = new EdgePoints(width, height);
        var least = Math.Max(Weakest, 1.2f * mean);
        for (var y = 2; y < height - 2; y++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var x = 2; x < width - 2; x++)
            {
                // The outline of a cut-out is no line of the scene.
                if (strength.Row(y)[x] >= least && alpha.Row(y)[x] == 1)
                {
                    points.Add(luma, strength, x, y);
                }
            }
        }

        return points;
    }

    private void Add(Plane luma, Plane strength, int x, int y)
    {
        var (gx, gy) = Gradient(luma, x, y);
        var here = strength.Row(y)[x];
        var runsAcross = Math.Abs(gy) >= Math.Abs(gx);
        var (before, after) = runsAcross
            ? (strength.Row(y - 1)[x], strength.Row(y + 1)[x])
            : (strength.Row(y)[x - 1], strength.Row(y)[x + 1]);
        if (here < before || here <= after)
        {
            return;
        }

        // Between pixels: the top of the parabola through the three strengths.
        var curve = before - (2 * here) + after;
        var shift = curve < 0 ? 0.5f * (before - after) / curve : 0;
        var (fromX, fromY) = (x - ((Width - 1) / 2f), y - ((Height - 1) / 2f));
        if (runsAcross)
        {
            Across.Add(new(fromX, fromY + shift, float.RadiansToDegrees(MathF.Atan(-gx / gy))));
        }
        else
        {
            Down.Add(new(fromX + shift, fromY, float.RadiansToDegrees(MathF.Atan(gy / gx))));
        }
    }

    private static Plane Strength(Plane luma, out float mean)
    {
        var strength = new Plane(luma.Width, luma.Height);
        strength.Values.Clear();
        var sum = 0.0;
        for (var y = 1; y < luma.Height - 1; y++)
        {
            var row = strength.Row(y);
            for (var x = 1; x < luma.Width - 1; x++)
            {
                var (gx, gy) = Gradient(luma, x, y);
                row[x] = MathF.Sqrt((gx * gx) + (gy * gy));
                sum += row[x];
            }
        }

        mean = (float)(sum / ((double)luma.Width * luma.Height));
        return strength;
    }

    private static (float X, float Y) Gradient(Plane luma, int x, int y)
    {
        var row = luma.Row(y);
        return (0.5f * (row[x + 1] - row[x - 1]), 0.5f * (luma.Row(y + 1)[x] - luma.Row(y - 1)[x]));
    }
}
