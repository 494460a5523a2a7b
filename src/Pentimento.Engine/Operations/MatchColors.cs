using System.Numerics;
using Pentimento.Engine.Images;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>
/// The colours of the second image: mean and covariance of OKLab are carried over by the linear map that moves colours least
/// (Pitié and Kokaram 2007, "The linear Monge-Kantorovitch linear colour mapping"; Reinhard et al. 2001 is the same without
/// covariance). OKLab, because its axes are even to the eye and lightness does not leak into hue.
/// </summary>
internal sealed class MatchColors : Operation
{
    // Variance that both pictures get: a picture of one flat colour would otherwise be stretched without bounds.
    private const float LeastVariance = 0.02f * 0.02f;
    private const int RootSteps = 24;

    public override string Name => "match_colors";

    public override OperationGroup Group => OperationGroup.Colour;

    public override bool UsesOtherImages => true;

    public override string Summary => "Gives the picture the colours of the second image: mean and covariance of OKLab by the least linear change.";

    public override AmountRange Amount => new(0, 100, 100);

    public override IReadOnlyList<string> Examples => ["match the colours of the second image", "make the colours like in image 2"];

    public override string Describe(OperationArguments arguments) => Words.Amount(Name, this, arguments);

    public override Image Apply(Image source, OperationArguments arguments, OperationContext context)
    {
        if (context.Images.Count < 2)
        {
            throw new ImageEditException(
                ImageEditFailure.UnsupportedInstruction,
                "\"match_colors\" takes its colours from a second image, and the request has only one. Nothing was changed.",
                "image");
        }

        if (arguments.Amount == 0 || Statistics(source) is not { } from || Statistics(context.Images[1]) is not { } to)
        {
            return source.Clone();
        }

        return PointPipeline.Run(source, [Kernel(from, to, (float)(arguments.Amount / 100))], context.Cancellation);
    }

    private static OkLabTransfer Kernel((Vector3 Mean, Matrix4x4 Covariance) from, (Vector3 Mean, Matrix4x4 Covariance) to, float strength)
    {
        var (root, inverse) = Root(from.Covariance);
        var map = inverse * Root(root * to.Covariance * root).Root * inverse;
        var matrix = new[,] { { map.M11, map.M12, map.M13 }, { map.M21, map.M22, map.M23 }, { map.M31, map.M32, map.M33 } };
        var mean = from.Mean;
        float Moved(int row) => (matrix[row, 0] * mean.X) + (matrix[row, 1] * mean.Y) + (matrix[row, 2] * mean.Z);
        return new(matrix, [to.Mean.X - Moved(0), to.Mean.Y - Moved(1), to.Mean.Z - Moved(2)], strength);
    }

    private static (Vector3 Mean, Matrix4x4 Covariance)? Statistics(Image image)
    {
        var pixels = ColourSample.Of(image).Pixels;
        if (pixels.Count == 0)
        {
            return null;
        }

        Vector3 sum = default, squares = default, products = default;
        var colours = pixels.Select(p => OkLab.FromRgb(ColourSample.Linear(p))).ToArray();
        foreach (var c in colours)
        {
            sum += c;
        }

        var mean = sum / colours.Length;
        foreach (var c in colours)
        {
            var d = c - mean;
            squares += d * d;
            products += new Vector3(d.X * d.Y, d.X * d.Z, d.Y * d.Z);
        }

        squares = (squares / colours.Length) + new Vector3(LeastVariance);
        products /= colours.Length;
        return (mean, new(
            squares.X, products.X, products.Y, 0, products.X, squares.Y, products.Z, 0, products.Y, products.Z, squares.Z, 0, 0, 0, 0, 1));
    }

    /// <summary>Square root of a symmetric positive matrix and its inverse (Denman and Beavers 1976).</summary>
    private static (Matrix4x4 Root, Matrix4x4 Inverse) Root(Matrix4x4 matrix)
    {
        var (root, inverse) = (matrix, Matrix4x4.Identity);
        for (var step = 0; step < RootSteps; step++)
        {
            Matrix4x4.Invert(root, out var ofRoot);
            Matrix4x4.Invert(inverse, out var ofInverse);
            (root, inverse) = ((root + ofInverse) * 0.5f, (inverse + ofRoot) * 0.5f);
        }

        return (root, inverse);
    }
}
