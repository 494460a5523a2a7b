using System.Numerics;
using Pentimento.Engine.Fill;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>The shape of a connected mark: its axis (principal component), how long it is along and how thick across.</summary>
internal sealed class MarkShape
{
    // Lengths of its own from its middle.
    private const double Reach = 1.6;

    private readonly Vector2 _centre;
    private readonly Vector2 _axis;

    public MarkShape(HoleComponent component)
    {
        Component = component;
        double n = 0, x = 0, y = 0, xx = 0, xy = 0, yy = 0;
        foreach (var run in component.Runs)
        {
            for (var at = run.Left; at < run.Right; at++)
            {
                (n, x, y) = (n + 1, x + at, y + run.Y);
                (xx, xy, yy) = (xx + ((double)at * at), xy + ((double)at * run.Y), yy + ((double)run.Y * run.Y));
            }
        }

        (x, y) = (x / n, y / n);
        (xx, xy, yy) = ((xx / n) - (x * x), (xy / n) - (x * y), (yy / n) - (y * y));
        var root = Math.Sqrt(Math.Max(0, ((xx - yy) * (xx - yy) / 4) + (xy * xy)));
        var angle = Math.Atan2(2 * xy, xx - yy) / 2;
        Area = (int)n;
        _centre = new((float)x, (float)y);
        _axis = new((float)Math.Cos(angle), (float)Math.Sin(angle));

        // Of an even bar: the standard deviation of its length is a twelfth root of it.
        Length = (Math.Sqrt(Math.Max(0, ((xx + yy) / 2) + root)) * Math.Sqrt(12)) + 1;
        Across = Math.Sqrt(Math.Max(0, ((xx + yy) / 2) - root));
    }

    public HoleComponent Component { get; }

    /// <summary>Pixels.</summary>
    public int Area { get; }

    /// <summary>Along the axis, in pixels.</summary>
    public double Length { get; }

    /// <summary>Standard deviation across the axis, in pixels: how much it is bent or thick.</summary>
    public double Across { get; }

    /// <summary>Mean thickness, in pixels.</summary>
    public double Thickness => Area / Length;

    /// <summary>Whether another mark lies where this one would go on, if it were drawn out to both sides.</summary>
    public bool LeadsTo(MarkShape other)
    {
        var way = other._centre - _centre;
        var along = Math.Abs(Vector2.Dot(way, _axis));
        var beside = Math.Abs((way.X * _axis.Y) - (way.Y * _axis.X));
        var parallel = other.Length < 4 * other.Thickness || Math.Abs(Vector2.Dot(other._axis, _axis)) > 0.94f;
        return parallel && along <= Reach * Length && beside <= 2 + Across + (0.012 * along);
    }
}
