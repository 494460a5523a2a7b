using Pentimento.Engine.Planning;
using Pentimento.Engine.Selection.Things;
using Pentimento.Engine.Vision;

namespace Pentimento.Engine.Selection.Regions;

/// <summary>Faces, and what lies in them: eyes, teeth, skin; hair around them.</summary>
internal static class FaceRegion
{
    private const float FaceSoftness = 0.15f;
    private const float EyeSoftness = 0.5f;

    public static SelectedRegion Select(RegionSession session, RegionPhrase phrase, CancellationToken cancellation)
    {
        var (faces, chosen) = Choose(session, phrase, phrase.IsAll, cancellation);
        var mask = Ellipse.Draw(chosen.Select(i => FaceShape.Face(faces[i])), session.Picture, FaceSoftness);
        return new(mask, ThingWords.Chosen(Noun.Face, phrase, chosen, faces.Length));
    }

    /// <summary>A part of the faces: of all of them when the words do not choose.</summary>
    public static SelectedRegion SelectPart(RegionSession session, RegionPhrase phrase, CancellationToken cancellation)
    {
        var faces = Find(session, cancellation);
        var of = faces.Length == 1 ? "the face" : $"all {faces.Length} faces";
        return phrase.Kind switch
        {
            "eyes" => new(Ellipse.Draw(faces.SelectMany(FaceShape.Eyes), session.Picture, EyeSoftness), $"the eyes of {of}"),
            "teeth" => Teeth(session, faces, of),
            "skin" => SkinRegion.Skin(session, faces, of, cancellation),
            _ => SkinRegion.Hair(session, faces, of, cancellation),
        };
    }

    private static (DetectedFace[] Faces, IReadOnlyList<int> Chosen) Choose(
        RegionSession session, RegionPhrase phrase, bool isAll, CancellationToken cancellation)
    {
        var faces = Find(session, cancellation);
        var boxes = faces.Select(f => f.Box).ToArray();
        var found = ThingWords.Found(Noun.Face, boxes, session.Picture.Width, session.Picture.Height);
        var chosen = new ThingChoice(boxes, session.Picture.Width, session.Picture.Height).Choose(phrase, [.. Enumerable.Range(0, boxes.Length)], isAll)
            ?? throw SelectionFailure.Ambiguous($"Which face is meant is not clear. Found: {found}. Say which, for example \"the face on the left\", or \"the faces\" for all.");
        return chosen.Count > 0 ? (faces, chosen) : throw SelectionFailure.NotFound($"No face is where the prompt says. Found: {found}.");
    }

    private static DetectedFace[] Find(RegionSession session, CancellationToken cancellation)
    {
        var faces = session.Findings.Faces(cancellation).Where(f => f.Score >= session.Options.MinimumFaceScore && !session.Findings.IsGone(f.Box)).ToArray();
        return faces.Length > 0 ? faces : throw SelectionFailure.NotFound(
            "No face is found in the image: it may be too small, turned away or covered. A mask that marks it makes the edit possible.");
    }

    private static SelectedRegion Teeth(RegionSession session, DetectedFace[] faces, string of)
    {
        var picture = session.Picture;
        var mask = Ellipse.Draw(faces.Select(FaceShape.Mouth), picture, EyeSoftness, (x, y) =>
        {
            var pixel = picture.Row(y).Slice(x * picture.Bands, 3);
            return FaceShape.ToothWeight(pixel[0], pixel[1], pixel[2]);
        });
        return mask.Values.ContainsAnyInRange((byte)100, byte.MaxValue)
            ? new(mask, $"the teeth of {of}")
            : throw SelectionFailure.NotFound("No teeth are to be seen: the mouth is closed or too small in the image.");
    }
}
