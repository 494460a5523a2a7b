using Pentimento.Engine.Images;
using Pentimento.Engine.Vision;

namespace Pentimento.Engine.Selection;

/// <summary>
/// What the models found in one picture: each is asked when a region needs it, and once. Not for several threads at once. The
/// picture stays the caller's.
/// </summary>
internal sealed class PictureFindings(Image first, VisionModels models) : IDisposable
{
    // So much of a thing's box is filled with what was removed when it is the thing itself.
    private const double GoneShare = 0.35;

    private readonly List<Mask> _removed = [];
    private Image _picture = first;
    private IReadOnlyList<DetectedObject>? _objects;
    private IReadOnlyList<DetectedFace>? _faces;
    private IReadOnlyList<DetectedText>? _text;
    private IReadOnlyList<DetectedText>? _readText;
    private Heatmap? _saliency;
    private Heatmap? _people;
    private ImageEmbedding? _embedding;

    public Image Picture => _picture;

    /// <summary>Goes on with a later state of the picture, in which nothing has moved.</summary>
    public void Show(Image current) => _picture = current;

    /// <summary>Remembers what was taken out of the picture since it was looked at.</summary>
    public void Remove(Mask region) => _removed.Add(region);

    /// <summary>Forgets what was taken out.</summary>
    public void Restore() => _removed.Clear();

    /// <summary>Whether a thing was taken out of the picture since it was looked at.</summary>
    public bool IsGone(Box box) => _removed.Exists(mask => Filled(mask, box) > GoneShare);

    /// <summary>Things of COCO's classes, of any score.</summary>
    public IReadOnlyList<DetectedObject> Objects(CancellationToken cancellation) => _objects ??= models.Objects.Find(_picture, cancellation);

    public IReadOnlyList<DetectedFace> Faces(CancellationToken cancellation) => _faces ??= models.Faces.Find(_picture, cancellation);

    /// <summary>How much each place is of the subject.</summary>
    public Heatmap Saliency(CancellationToken cancellation) => _saliency ??= models.Saliency.Find(_picture, cancellation);

    /// <summary>How much each place is of a person.</summary>
    public Heatmap People(CancellationToken cancellation) => _people ??= models.People.Find(_picture, cancellation);

    /// <summary>Where text is, unread.</summary>
    public IReadOnlyList<DetectedText> Text(CancellationToken cancellation) => _text ??= models.Text.Find(_picture, cancellation);

    /// <summary>The same texts, read.</summary>
    public IReadOnlyList<DetectedText> ReadText(CancellationToken cancellation) =>
        _readText ??= models.Text.Read(_picture, Text(cancellation), cancellation);

    /// <summary>The thing inside a box, as the segmentation model cuts it out.</summary>
    public Segment Segment(Box box, CancellationToken cancellation) => (_embedding ??= models.Segments.Embed(_picture, cancellation)).Segment(box, cancellation);

    public void Dispose() => _embedding?.Dispose();

    private static double Filled(Mask mask, Box box)
    {
        var (left, top) = (Math.Clamp((int)box.X, 0, mask.Width - 1), Math.Clamp((int)box.Y, 0, mask.Height - 1));
        var (right, bottom) = (Math.Clamp((int)(box.X + box.Width), left + 1, mask.Width), Math.Clamp((int)(box.Y + box.Height), top + 1, mask.Height));
        long sum = 0;
        for (var y = top; y < bottom; y++)
        {
            foreach (var weight in mask.Row(y)[left..right])
            {
                sum += weight;
            }
        }

        return sum / (255.0 * (right - left) * (bottom - top));
    }
}
