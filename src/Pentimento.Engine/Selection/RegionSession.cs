using Pentimento.Engine.Images;
using Pentimento.Engine.Planning;
using Pentimento.Engine.Selection.Regions;
using Pentimento.Engine.Selection.Things;
using Pentimento.Engine.Vision;

namespace Pentimento.Engine.Selection;

/// <summary>
/// Finds regions for one request. What the models find in the input serves all its steps and results, as long as nothing has moved.
/// Not for several threads at once.
/// </summary>
public sealed class RegionSession : IDisposable
{
    private readonly VisionModels _models;
    private readonly PictureFindings _input;
    private PictureFindings? _later;
    private Image _current;

    internal RegionSession(Image picture, VisionModels models, SelectionOptions options)
    {
        (_models, Options) = (models, options);
        _input = new(picture, models);
        _current = picture;
    }

    internal SelectionOptions Options { get; }

    internal PictureFindings Findings => _later ?? _input;

    internal Image Picture => Findings.Picture;

    /// <summary>Finds a region.</summary>
    /// <param name="current">The picture as the steps so far have made it.</param>
    /// <exception cref="ImageEditException">Nothing is found, or several things where one is meant.</exception>
    public SelectedRegion Select(Image current, RegionPhrase phrase, CancellationToken cancellation)
    {
        _later?.Show(current);
        _current = current;
        return Select(phrase, cancellation);
    }

    internal SelectedRegion Select(RegionPhrase phrase, CancellationToken cancellation)
    {
        var selected = phrase.Kind switch
        {
            "image" or "mask" => Whole(phrase, cancellation),
            "background" => BackgroundRegion.Select(this, phrase, cancellation),
            "subject" => SubjectRegion.Select(this, cancellation),
            "face" => FaceRegion.Select(this, phrase, cancellation),
            "eyes" or "teeth" or "skin" or "hair" => FaceRegion.SelectPart(this, phrase, cancellation),
            "sky" => SkyRegion.Select(this, cancellation),
            "text" => TextRegion.Select(this, phrase, cancellation),
            _ => ThingRegion.Select(this, phrase, cancellation),
        };
        return phrase.Kind is "background" or "subject" or "sky" or "skin" or "hair" or "eyes" or "teeth" ? Narrow(selected, phrase) : selected;
    }

    /// <summary>Begins again with the input, for another result of the same request.</summary>
    internal void Restart()
    {
        _later?.Dispose();
        _later = null;
        _input.Restore();
    }

    /// <summary>Told when pixels have moved: what was found no longer holds.</summary>
    internal void Moved(Image current)
    {
        _later?.Dispose();
        _later = new(current, _models);
    }

    /// <summary>Told when something was taken out of the picture: it is not found again.</summary>
    internal void Removed(Mask region) => Findings.Remove(region);

    /// <inheritdoc/>
    public void Dispose()
    {
        _later?.Dispose();
        _input.Dispose();
    }

    private SelectedRegion Whole(RegionPhrase phrase, CancellationToken cancellation)
    {
        var mask = PlacesAndColours.Select(_current, phrase) ?? Mask.Everything(Picture.Width, Picture.Height);
        var words = PlacesAndColours.Words(phrase);
        return phrase.Except is null ? new(mask, words) : Without(new(mask, words.Length == 0 ? "everything" : words), phrase.Except, cancellation);
    }

    /// <summary>Takes out what an exception names.</summary>
    internal SelectedRegion Without(SelectedRegion region, string exception, CancellationToken cancellation)
    {
        var kept = Exceptions.Read(exception).Select(phrase => Select(phrase, cancellation)).ToArray();
        var mask = kept.Aggregate(region.Mask, (left, stays) => left.Intersect(stays.Mask.Complement()));
        return new(mask, $"{region.Words} except {string.Join(" and ", kept.Select(k => k.Words))}");
    }

    /// <summary>The part of a region that lies at the places and has the colour that were said.</summary>
    private SelectedRegion Narrow(SelectedRegion region, RegionPhrase phrase) =>
        PlacesAndColours.Fault(phrase) is null && PlacesAndColours.Select(_current, phrase) is { } part
            ? new(region.Mask.Intersect(part), $"{region.Words}, {PlacesAndColours.Words(phrase)}")
            : region;
}
