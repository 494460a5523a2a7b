using Pentimento.Engine.Native.Onnx;

namespace Pentimento.Engine.Vision;

/// <summary>What BlazeFace says, as faces: 896 anchors, each with a score, a box and six points (Bazarevsky et al. 2019, sections 3.3 and 4).</summary>
internal static class BlazeFaceOutput
{
    /// <summary>The least score for a second look.</summary>
    public const float CandidateThreshold = 0.5f;

    /// <summary>The least score of the second look.</summary>
    public const float Threshold = 0.7f;

    // Faces that overlap by this much are one: the authors' figure.
    private const float SameFace = 0.3f;
    private const int ValuesOfAnAnchor = 16;

    /// <summary>Values of -1 to 1, channels last.</summary>
    public static PictureFormat Format { get; } = new([127.5f, 127.5f, 127.5f], [127.5f, 127.5f, 127.5f], ChannelsLast: true);

    /// <summary>Scores and boxes of the fine grid, then of the coarse one.</summary>
    public static string[] Names { get; } = ["Identity:0", "Identity_2:0", "Identity_1:0", "Identity_3:0"];

    /// <summary>Faces of one window, in its pixels.</summary>
    public static List<DetectedFace> Read(OnnxOutputs outputs, float threshold)
    {
        var faces = new List<DetectedFace>();
        Read(outputs[0].Values, outputs[1].Values, cells: 16, anchorsOfACell: 2, pixels: 16, threshold, faces);
        Read(outputs[2].Values, outputs[3].Values, cells: 8, anchorsOfACell: 6, pixels: 32, threshold, faces);
        return faces;
    }

    /// <summary>One face for each group that overlaps: boxes and points averaged by score, which shakes less than choosing one (section 4).</summary>
    public static IEnumerable<DetectedFace> Blend(List<DetectedFace> found)
    {
        var rest = found.OrderByDescending(static face => face.Score).ToList();
        while (rest.Count > 0)
        {
            var best = rest[0];
            var group = rest.FindAll(face => face == best || face.Box.IoU(best.Box) > SameFace);
            rest.RemoveAll(group.Contains);
            yield return Mean(group, best.Score);
        }
    }

    /// <summary>Whether a face found in a window is one that the coarser look found, or a part of it.</summary>
    public static bool IsSame(DetectedFace coarse, DetectedFace fine) =>
        coarse.Box.Overlap(fine.Box) > SameFace * Math.Min(coarse.Box.Area, fine.Box.Area);

    /// <summary>From a window's pixels to the picture's.</summary>
    /// <param name="left">The window's left edge; with <paramref name="top"/>, in pixels of the scaled picture.</param>
    /// <param name="scale">From the scaled picture to the picture.</param>
    public static DetectedFace Moved(DetectedFace face, float left, float top, float scale)
    {
        return new(
            new((face.Box.X + left) * scale, (face.Box.Y + top) * scale, face.Box.Width * scale, face.Box.Height * scale),
            face.Score,
            Each(face.Points, Move));

        PicturePoint Move(PicturePoint point) => new((point.X + left) * scale, (point.Y + top) * scale);
    }

    private static void Read(
        ReadOnlySpan<float> scores, ReadOnlySpan<float> boxes, int cells, int anchorsOfACell, int pixels, float threshold, List<DetectedFace> faces)
    {
        for (var i = 0; i < scores.Length; i++)
        {
            var score = 1 / (1 + MathF.Exp(-scores[i]));
            if (score < threshold)
            {
                continue;
            }

            // All boxes and points are offsets from the middle of the anchor's cell, in pixels.
            var cell = i / anchorsOfACell;
            var x = ((cell % cells) + 0.5f) * pixels;
            var y = ((cell / cells) + 0.5f) * pixels;
            var v = boxes.Slice(i * ValuesOfAnAnchor, ValuesOfAnAnchor);
            faces.Add(new(
                new(x + v[0] - (v[2] / 2), y + v[1] - (v[3] / 2), v[2], v[3]),
                score,
                new(
                    new(x + v[4], y + v[5]), new(x + v[6], y + v[7]), new(x + v[8], y + v[9]),
                    new(x + v[10], y + v[11]), new(x + v[12], y + v[13]), new(x + v[14], y + v[15]))));
        }
    }

    private static DetectedFace Mean(List<DetectedFace> group, float score)
    {
        var total = group.Sum(static face => face.Score);
        return new(
            new(Of(f => f.Box.X), Of(f => f.Box.Y), Of(f => f.Box.Width), Of(f => f.Box.Height)),
            score,
            new(
                Point(p => p.RightEye), Point(p => p.LeftEye), Point(p => p.Nose), Point(p => p.Mouth), Point(p => p.RightEar), Point(p => p.LeftEar)));

        float Of(Func<DetectedFace, float> value) => group.Sum(face => value(face) * face.Score) / total;

        PicturePoint Point(Func<FacePoints, PicturePoint> point) => new(Of(f => point(f.Points).X), Of(f => point(f.Points).Y));
    }

    private static FacePoints Each(FacePoints p, Func<PicturePoint, PicturePoint> change) =>
        new(change(p.RightEye), change(p.LeftEye), change(p.Nose), change(p.Mouth), change(p.RightEar), change(p.LeftEar));
}
