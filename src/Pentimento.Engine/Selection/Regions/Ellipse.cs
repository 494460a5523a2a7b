using Pentimento.Engine.Images;

namespace Pentimento.Engine.Selection.Regions;

/// <summary>An ellipse in pixels of a picture, turned by an angle.</summary>
/// <param name="X">Of its centre, as <paramref name="Y"/>.</param>
/// <param name="Across">Half axis along the angle.</param>
/// <param name="Down">Half axis at a right angle to it.</param>
/// <param name="Angle">In radians, clockwise from the x axis.</param>
internal readonly record struct Ellipse(float X, float Y, float Across, float Down, float Angle)
{
    /// <summary>0 in the centre, 1 on the border, more outside.</summary>
    public float Distance(float x, float y)
    {
        var (sin, cos) = MathF.SinCos(Angle);
        var (dx, dy) = (x - X, y - Y);
        var u = ((dx * cos) + (dy * sin)) / Across;
        var v = ((dy * cos) - (dx * sin)) / Down;
        return MathF.Sqrt((u * u) + (v * v));
    }

    /// <summary>Draws several ellipses into one mask.</summary>
    /// <param name="softness">Share of the radius over which the edge falls off, towards the inside.</param>
    /// <param name="weight">What a pixel inside counts, 0 to 1; null for 1.</param>
    public static Mask Draw(IEnumerable<Ellipse> ellipses, Image picture, float softness, Func<int, int, double>? weight = null)
    {
        var weights = new byte[checked(picture.Width * picture.Height)];
        foreach (var ellipse in ellipses)
        {
            var reach = Math.Max(ellipse.Across, ellipse.Down) + 1;
            for (var y = Math.Max(0, (int)(ellipse.Y - reach)); y < Math.Min(picture.Height, ellipse.Y + reach); y++)
            {
                for (var x = Math.Max(0, (int)(ellipse.X - reach)); x < Math.Min(picture.Width, ellipse.X + reach); x++)
                {
                    var t = Math.Clamp((1 - ellipse.Distance(x + 0.5f, y + 0.5f)) / softness, 0, 1);
                    if (t > 0)
                    {
                        var value = (byte)Math.Round(255 * t * t * (3 - (2 * t)) * (weight?.Invoke(x, y) ?? 1));
                        ref var at = ref weights[(y * picture.Width) + x];
                        at = Math.Max(at, value);
                    }
                }
            }
        }

        return Mask.FromWeights(weights, picture.Width, picture.Height);
    }
}
