using Pentimento.Engine.Images;

namespace Pentimento.Engine.Vision;

/// <summary>
/// Face detection with BlazeFace (Bazarevsky et al. 2019, "BlazeFace: Sub-millisecond Neural Face Detection on Mobile GPUs"; the version
/// for faces farther away). The network sees 256 x 256 pixels, so that a picture is looked at as a whole and then in ever smaller
/// windows, where the small faces of a group are large enough. What looks like a face is looked at again in a window of its own, as large as
/// the network likes faces best: that is what tells faces from leaves, and its points are the exact ones.
/// </summary>
public sealed class FaceDetector
{
    private const int Side = 256;

    // Side of the window that a candidate is looked at again in, in sides of its box.
    private const float CloseUp = 2.5f;

    // Windows lie over each other by this: a face that is larger was large enough in the coarser look.
    private const int Overlap = 64;
    private const int Levels = 3;

    private readonly NeuralNetwork _network;

    internal FaceDetector(NeuralNetwork network) => _network = network;

    /// <summary>Finds faces that look more or less at the camera, down to about 2 % of the picture's longer side.</summary>
    /// <returns>The surest first; those larger than a quarter of a window come before the smaller ones. Empty when there is none.</returns>
    /// <exception cref="ImageEditException">The model is missing or damaged, or it failed.</exception>
    public IReadOnlyList<DetectedFace> Find(Image picture, CancellationToken cancellation)
    {
        var faces = new List<DetectedFace>();
        var side = (double)Math.Max(picture.Width, picture.Height);
        for (var level = 0; level < Levels && (level == 0 || side >= Side); level++, side /= 2)
        {
            foreach (var face in BlazeFaceOutput.Blend(Look(picture, Side / side, cancellation)))
            {
                if (!faces.Exists(known => BlazeFaceOutput.IsSame(known, face)) && Confirm(picture, face, cancellation) is { } confirmed)
                {
                    faces.Add(confirmed);
                }
            }
        }

        return faces;
    }

    private DetectedFace? Confirm(Image picture, DetectedFace face, CancellationToken cancellation)
    {
        var size = Math.Max(face.Box.Width, face.Box.Height) * CloseUp;
        var window = new Box(face.Box.X + ((face.Box.Width - size) / 2), face.Box.Y + ((face.Box.Height - size) / 2), size, size).Clip(picture.Width, picture.Height);
        var (left, top) = ((int)window.X, (int)window.Y);
        var (width, height) = (Math.Min(picture.Width - left, (int)Math.Ceiling(window.Width)), Math.Min(picture.Height - top, (int)Math.Ceiling(window.Height)));
        if (width < 1 || height < 1)
        {
            return null;
        }

        var scale = (float)Side / Math.Max(width, height);
        using var part = Cut(picture, left, top, width, height);
        using var scaled = PictureTensor.Resized(part, Math.Max(1, (int)MathF.Round(width * scale)), Math.Max(1, (int)MathF.Round(height * scale)));
        return BlazeFaceOutput.Blend(Run(scaled, BlazeFaceOutput.Threshold, cancellation))
            .Select(seen => BlazeFaceOutput.Moved(seen, left * scale, top * scale, 1 / scale))
            .FirstOrDefault(seen => BlazeFaceOutput.IsSame(seen, face));
    }

    private List<DetectedFace> Look(Image picture, double scale, CancellationToken cancellation)
    {
        var found = new List<DetectedFace>();
        var width = Math.Max(1, (int)Math.Round(picture.Width * scale));
        var height = Math.Max(1, (int)Math.Round(picture.Height * scale));
        using var scaled = PictureTensor.Resized(picture, width, height);
        foreach (var top in Starts(height))
        {
            foreach (var left in Starts(width))
            {
                using var window = Cut(scaled, left, top, Math.Min(Side, width), Math.Min(Side, height));
                foreach (var face in Run(window, BlazeFaceOutput.CandidateThreshold, cancellation))
                {
                    if (!IsCut(face.Box, left, top, width, height))
                    {
                        found.Add(BlazeFaceOutput.Moved(face, left, top, (float)(1 / scale)));
                    }
                }
            }
        }

        return found;
    }

    private List<DetectedFace> Run(Image window, float threshold, CancellationToken cancellation)
    {
        using var input = PictureTensor.From(window, (window.Width, window.Height), (Side, Side), BlazeFaceOutput.Format);
        using var outputs = _network.Run([("input:0", input)], BlazeFaceOutput.Names, cancellation);
        return BlazeFaceOutput.Read(outputs, threshold);
    }

    /// <summary>Where windows begin along one side, evenly.</summary>
    private static IEnumerable<int> Starts(int length)
    {
        var count = length <= Side ? 1 : (int)Math.Ceiling((length - Overlap) / (double)(Side - Overlap));
        for (var i = 0; i < count; i++)
        {
            yield return count == 1 ? 0 : (length - Side) * i / (count - 1);
        }
    }

    /// <summary>Whether a window's edge inside the picture cuts the face, which then is whole in the next window.</summary>
    private static bool IsCut(Box box, int left, int top, int width, int height) =>
        (box.X < 0 && left > 0) || (box.Y < 0 && top > 0) || (box.Right > Side && left + Side < width) || (box.Bottom > Side && top + Side < height);

    private static Image Cut(Image picture, int left, int top, int width, int height)
    {
        var part = Image.Create(width, height, picture.Bands);
        for (var y = 0; y < height; y++)
        {
            picture.Row(top + y).Slice(left * picture.Bands, part.Stride).CopyTo(part.Row(y));
        }

        return part;
    }
}
