using System.Numerics;
using Pentimento.Engine.Images;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>
/// Finds the shadow that a thing casts on the ground it stands on: a darker part of the same ground (its chromaticity, less light:
/// Prati, Mikic, Trivedi and Cucchiara 2003, "Detecting Moving Shadows") that touches the thing's foot. Rather none than a wrong
/// one: the ground must be even, the dark part neither large nor cut by the picture's border.
/// </summary>
internal sealed class CastShadow
{
    private const int WorkSide = 400;
    private const float EvenGround = 0.07f;
    private const float LeastEvenShare = 0.55f;
    private const float DarkestShare = 0.3f;
    private const float LightestShare = 0.88f;
    private const float SameChroma = 0.035f;
    private const double LargestOfThing = 1.3;
    private const double SmallestOfThing = 0.01;

    private readonly Vector3[] _lab;
    private readonly byte[] _thing;
    private readonly int _width, _height;
    private readonly (int Left, int Top, int Width, int Height) _box;

    private CastShadow(Image small, Mask thing, (int Left, int Top, int Width, int Height) box)
    {
        (_width, _height, _box, _thing) = (small.Width, small.Height, box, thing.Weights);
        _lab = new Vector3[_width * _height];
        for (var i = 0; i < _lab.Length; i++)
        {
            var pixel = small.Pixels.Slice(i * small.Bands, 3);
            _lab[i] = OkLab.FromRgb(ColourSample.Linear(new(pixel[0], pixel[1], pixel[2])));
        }
    }

    /// <summary>The shadow, wholly, of the picture's size; null when none is sure.</summary>
    public static Mask? Find(Image picture, Mask thing, CancellationToken cancellation)
    {
        var step = Math.Max(1, Math.Max(picture.Width, picture.Height) / WorkSide);
        using var small = ReducedPicture.Mean(picture, step, cancellation);
        var reduced = new byte[small.Width * small.Height];
        for (var y = 0; y < picture.Height; y++)
        {
            var row = thing.Row(y);
            for (var x = 0; x < row.Length; x++)
            {
                var i = (y / step * small.Width) + (x / step);
                reduced[i] = row[x] > 0 ? byte.MaxValue : reduced[i];
            }
        }

        var mask = Mask.FromWeights(reduced, small.Width, small.Height);
        if (mask.Bounds() is not { } box || new CastShadow(small, mask, box).Find() is not { } shadow)
        {
            return null;
        }

        // The half shadow around it is part of it.
        var soft = Mask.FromWeights(shadow, small.Width, small.Height).Grow(Math.Max(1, box.Width / 30));
        var weights = new byte[picture.Width * picture.Height];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = soft.Weights[(i / picture.Width / step * small.Width) + (i % picture.Width / step)];
        }

        return Mask.FromWeights(weights, picture.Width, picture.Height);
    }

    private byte[]? Find()
    {
        var top = Math.Max(0, _box.Top + (int)(_box.Height * 0.6));
        var bottom = Math.Min(_height, _box.Top + _box.Height + Math.Max(4, (int)(_box.Height * 0.5)));
        var left = Math.Max(0, _box.Left - _box.Width);
        var right = Math.Min(_width, _box.Left + (2 * _box.Width));
        if (Ground(left, top, right, bottom) is not { } ground)
        {
            return null;
        }

        var shadow = Connected(left, top, right, bottom, ground);
        var (area, thing) = (shadow.Count(w => w > 0), _thing.Count(w => w > 0));
        return area < SmallestOfThing * thing || area > LargestOfThing * thing || IsCut(shadow) ? null : shadow;
    }

    /// <summary>The colour of the ground around the thing's foot; null when it is not even enough to tell a shadow on it.</summary>
    private Vector3? Ground(int left, int top, int right, int bottom)
    {
        var around = new List<Vector3>();
        for (var y = top; y < bottom; y++)
        {
            for (var x = left; x < right; x++)
            {
                if (_thing[(y * _width) + x] == 0)
                {
                    around.Add(_lab[(y * _width) + x]);
                }
            }
        }

        if (around.Count < 50)
        {
            return null;
        }

        // Shadows are the darker part, so the ground is looked for a little above the middle.
        around.Sort((a, b) => a.X.CompareTo(b.X));
        var light = around[(int)(around.Count * 0.6)].X;
        var even = around.Where(c => Math.Abs(c.X - light) < EvenGround).ToList();
        return even.Count < LeastEvenShare * around.Count ? null : even.Aggregate(Vector3.Zero, (s, c) => s + c) / even.Count;
    }

    private static bool IsShade(Vector3 lab, Vector3 ground)
    {
        var share = lab.X / Math.Max(ground.X, 1e-3f);
        return share is > DarkestShare and < LightestShare
            && Vector2.Distance(new(lab.Y, lab.Z), new Vector2(ground.Y, ground.Z) * share) < SameChroma;
    }

    /// <summary>The shade that hangs together with the thing's foot.</summary>
    private byte[] Connected(int left, int top, int right, int bottom, Vector3 ground)
    {
        var shadow = new byte[_thing.Length];
        var next = new Stack<(int X, int Y)>();
        for (var y = top; y < Math.Min(bottom, _box.Top + _box.Height); y++)
        {
            for (var x = Math.Max(left, _box.Left - 1); x < Math.Min(right, _box.Left + _box.Width + 1); x++)
            {
                if (_thing[(y * _width) + x] > 0)
                {
                    next.Push((x, y));
                }
            }
        }

        while (next.TryPop(out var at))
        {
            for (var side = 0; side < 4; side++)
            {
                var (x, y) = (at.X + (side == 0 ? -1 : side == 1 ? 1 : 0), at.Y + (side == 2 ? -1 : side == 3 ? 1 : 0));
                var i = (y * _width) + x;
                if (x >= left && x < right && y >= top && y < bottom && shadow[i] == 0 && _thing[i] == 0 && IsShade(_lab[i], ground))
                {
                    shadow[i] = byte.MaxValue;
                    next.Push((x, y));
                }
            }
        }

        return shadow;
    }

    /// <summary>Whether it runs along the border of the picture: then it is no shadow of the thing but a part of the scene.</summary>
    private bool IsCut(byte[] shadow)
    {
        var along = Enumerable.Range(0, _height).Count(y => shadow[y * _width] > 0 || shadow[(y * _width) + _width - 1] > 0)
            + Enumerable.Range(0, _width).Count(x => shadow[((_height - 1) * _width) + x] > 0);
        return along > 0.25 * Math.Min(_box.Width, _box.Height);
    }
}
