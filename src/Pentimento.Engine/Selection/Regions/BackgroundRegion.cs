using Pentimento.Engine.Images;
using Pentimento.Engine.Planning;

namespace Pentimento.Engine.Selection.Regions;

/// <summary>What lies around the subject, or around what an exception names.</summary>
internal static class BackgroundRegion
{
    public static SelectedRegion Select(RegionSession session, RegionPhrase phrase, CancellationToken cancellation)
    {
        if (phrase.Except is { } except)
        {
            return session.Without(new(Mask.Everything(session.Picture.Width, session.Picture.Height), "everything"), except, cancellation);
        }

        var subject = session.Select(RegionPhrase.Parse("subject"), cancellation);
        return new(subject.Mask.Complement(), $"the background of {subject.Words}");
    }
}
