using Pentimento.Engine.Images;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>Redraws a picture through a homography and cuts it to the largest rectangle of its own aspect that is full.</summary>
internal static class Rectification
{
    /// <param name="forth">From the source's pixels to the rectified plane, in about the same scale.</param>
    /// <returns>A new image; the caller owns it.</returns>
    public static Image Apply(Image source, Homography forth, CancellationToken cancellation)
    {
        var (right, bottom) = (source.Width - 1, source.Height - 1);
        (double X, double Y)[] corners = [forth.Map(0, 0), forth.Map(right, 0), forth.Map(right, bottom), forth.Map(0, bottom)];
        var (x, y, scale) = InnerRectangle.Find(corners, Math.Max(1, right), Math.Max(1, bottom));
        var (width, height) = (Math.Max(1, (int)((right * scale) + 1)), Math.Max(1, (int)((bottom * scale) + 1)));
        var back = forth.Inverse().After(Homography.Move(x - ((width - 1) / 2.0), y - ((height - 1) / 2.0)));
        return Warp.Run(source, back, width, height, cancellation);
    }
}
