namespace Pentimento.Engine.Images;

/// <summary>
/// Hands out some intermediate pictures of an edit, evenly over its stages. Whoever makes them asks first whether one is due, so that
/// stages nobody wants to see cost nothing.
/// </summary>
/// <param name="count">How many at most; there are fewer when the edit has fewer stages.</param>
/// <param name="receive">Gets each picture during the call; it stays the giver's.</param>
public sealed class PartialImages(int count, Action<Image> receive)
{
    private int _given;

    /// <summary>Whether one is due after this part of the work: the first of n after 1/(n+1), the next after 2/(n+1) …</summary>
    /// <param name="fraction">0 to 1; the finished picture (1) is none.</param>
    public bool IsDue(double fraction) => _given < count && fraction < 1 && fraction * (count + 1) >= _given + 1 - 1e-9;

    /// <summary>Hands one out if it is due; stages that were skipped are not made up for.</summary>
    public void Offer(double fraction, Image picture)
    {
        if (IsDue(fraction))
        {
            _given = (int)((fraction * (count + 1)) + 1e-9);
            receive(picture);
        }
    }

    /// <summary>The same for one stage of the work: its 0 to 1 is <paramref name="from"/> to <paramref name="to"/> of the whole.</summary>
    /// <param name="finish">Brings the stage's picture in place into the state that the stage itself will leave; may be null.</param>
    public StagePartialImages Stage(double from, double to, Action<Image>? finish) => new(this, from, to, finish);
}

/// <summary>The part of <see cref="PartialImages"/> that belongs to one stage of an edit.</summary>
public sealed class StagePartialImages
{
    private readonly PartialImages _whole;
    private readonly double _from;
    private readonly double _to;
    private readonly Action<Image>? _finish;

    internal StagePartialImages(PartialImages whole, double from, double to, Action<Image>? finish) =>
        (_whole, _from, _to, _finish) = (whole, from, to, finish);

    /// <summary>Makes a picture and hands it out, if one is due after this part of the stage.</summary>
    /// <param name="make">A picture of its own, which is disposed afterwards.</param>
    public void Offer(double fraction, Func<Image> make)
    {
        var part = _from + ((_to - _from) * fraction);
        if (_whole.IsDue(part))
        {
            using var picture = make();
            _finish?.Invoke(picture);
            _whole.Offer(part, picture);
        }
    }
}
