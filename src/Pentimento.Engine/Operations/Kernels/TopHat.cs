using System.Numerics.Tensors;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>What is thinner than a square and stands out from around it: the top-hats of mathematical morphology (Meyer 1978).</summary>
internal static class TopHat
{
    /// <summary>How much darker each value is than the closing by a square of 2 x radius + 1: 0 or more. The caller owns it.</summary>
    public static Plane Dark(Plane plane, int radius, CancellationToken cancellation)
    {
        var hat = Closing(plane, radius, cancellation);
        TensorPrimitives.Subtract(hat.Values, plane.Values, hat.Values);
        return hat;
    }

    /// <summary>How much brighter each value is than the opening by a square: 0 or more. The caller owns it.</summary>
    public static Plane Bright(Plane plane, int radius, CancellationToken cancellation)
    {
        var hat = Opening(plane, radius, cancellation);
        TensorPrimitives.Subtract(plane.Values, hat.Values, hat.Values);
        return hat;
    }

    /// <summary>The largest of the neighbours within a square, in place.</summary>
    public static void Dilate(Plane plane, int radius, CancellationToken cancellation)
    {
        TensorPrimitives.Negate(plane.Values, plane.Values);
        Erode(plane, radius, cancellation);
        TensorPrimitives.Negate(plane.Values, plane.Values);
    }

    /// <summary>The least of the neighbours within a square, in place.</summary>
    public static void Erode(Plane plane, int radius, CancellationToken cancellation)
    {
        using var scratch = new Plane(plane.Width, plane.Height);
        BoxFilter.Minimum(plane, scratch, radius, cancellation);
    }

    /// <summary>The plane without dark things thinner than a square; the caller owns it.</summary>
    public static Plane Closing(Plane plane, int radius, CancellationToken cancellation)
    {
        var closed = Copy(plane);
        Dilate(closed, radius, cancellation);
        Erode(closed, radius, cancellation);
        return closed;
    }

    /// <summary>The plane without bright things thinner than a square; the caller owns it.</summary>
    public static Plane Opening(Plane plane, int radius, CancellationToken cancellation)
    {
        var opened = Copy(plane);
        Erode(opened, radius, cancellation);
        Dilate(opened, radius, cancellation);
        return opened;
    }

    private static Plane Copy(Plane plane)
    {
        var copy = new Plane(plane.Width, plane.Height);
        plane.Values.CopyTo(copy.Values);
        return copy;
    }
}
