using Pentimento.Engine.Images;
using Pentimento.Engine.Planning;
using Pentimento.Engine.Selection.Things;
using Pentimento.Engine.Vision;

namespace Pentimento.Engine.Selection.Regions;

/// <summary>Text in the picture: all of it, at a place, of a colour, or the words that were quoted.</summary>
internal static class TextRegion
{
    // Of half a line's height: room for what stands out of the detector's rectangle.
    private const float Grown = 0.3f;

    // Letters fill less of their box than things do.
    private const double LeastLook = 0.06;
    private const int ListedTexts = 8;

    public static SelectedRegion Select(RegionSession session, RegionPhrase phrase, CancellationToken cancellation)
    {
        var picture = session.Picture;
        var measure = phrase.Look is { } look ? LookMeasure.Read(look, isPerson: false) : null;
        var quote = phrase.Quote ?? (measure is null ? phrase.Look : null);
        var found = quote is null ? session.Findings.Text(cancellation) : session.Findings.ReadText(cancellation);
        var texts = found.Where(t => !session.Findings.IsGone(t.Box)).ToArray();
        if (texts.Length == 0)
        {
            throw SelectionFailure.NotFound("No text is found in the image. A mask that marks it makes the edit possible.");
        }

        texts = quote is null ? texts : Quoted(texts, quote);
        var boxes = Array.ConvertAll(texts, t => t.Box);
        var among = Enumerable.Range(0, boxes.Length).Where(i => measure is null || measure.Share(picture, boxes[i]) >= LeastLook).ToArray();
        var places = ThingWords.Found(Noun.Text, boxes, picture.Width, picture.Height);
        if (among.Length == 0)
        {
            throw SelectionFailure.NotFound($"No text is {phrase.Look}. Found: {places}.");
        }

        var one = phrase.Count is 1 || phrase.Ordinal is not null || phrase.Rank is not null;
        var chosen = new ThingChoice(boxes, picture.Width, picture.Height).Choose(phrase, among, isAll: !one)
            ?? throw SelectionFailure.Ambiguous($"Which text is meant is not clear. Found: {places}.");
        if (chosen.Count == 0)
        {
            throw SelectionFailure.NotFound($"No text is where the prompt says. Found: {places}.");
        }

        var words = quote is not null ? $"the text \"{quote}\"" : chosen.Count == boxes.Length ? "all text" : ThingWords.Chosen(Noun.Text, phrase, chosen, boxes.Length);
        return new(Draw(picture, chosen.Select(i => texts[i].Quad)), words);
    }

    /// <summary>The parts of the lines that read as the quoted words.</summary>
    private static DetectedText[] Quoted(DetectedText[] texts, string quote)
    {
        var wanted = TextMatch.Letters(quote);
        var parts = texts.SelectMany(t => TextMatch.Find(t, wanted) is { } part ? new[] { part } : []).ToArray();
        var read = texts.Select(t => t.Text).Where(t => !string.IsNullOrWhiteSpace(t)).Take(ListedTexts).ToArray();
        return parts.Length > 0 ? parts : throw SelectionFailure.NotFound(
            $"The text \"{quote}\" is not read in the image. Read: {(read.Length == 0 ? "nothing that is legible" : string.Join(", ", read.Select(t => $"\"{t}\"")))}.");
    }

    private static Mask Draw(Image picture, IEnumerable<IReadOnlyList<PicturePoint>> quads)
    {
        var weights = new byte[checked(picture.Width * picture.Height)];
        foreach (var quad in quads)
        {
            // Along the line and across it, from the quad's middle.
            var (along, across) = (quad[0].To(quad[1]) / 2, quad[0].To(quad[3]) / 2);
            var angle = MathF.Atan2(quad[1].Y - quad[0].Y, quad[1].X - quad[0].X);
            var (sin, cos) = MathF.SinCos(angle);
            var (middleX, middleY) = (quad.Average(p => p.X), quad.Average(p => p.Y));
            var room = Grown * across;
            var reach = along + across + room;
            for (var y = Math.Max(0, (int)(middleY - reach)); y < Math.Min(picture.Height, middleY + reach); y++)
            {
                for (var x = Math.Max(0, (int)(middleX - reach)); x < Math.Min(picture.Width, middleX + reach); x++)
                {
                    var (dx, dy) = (x + 0.5f - middleX, y + 0.5f - middleY);
                    if (Math.Abs((dx * cos) + (dy * sin)) <= along + room && Math.Abs((dy * cos) - (dx * sin)) <= across + room)
                    {
                        weights[(y * picture.Width) + x] = byte.MaxValue;
                    }
                }
            }
        }

        return Mask.FromWeights(weights, picture.Width, picture.Height);
    }
}
