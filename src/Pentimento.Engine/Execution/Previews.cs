using Pentimento.Engine.Images;

namespace Pentimento.Engine.Execution;

/// <summary>
/// Takes intermediate states of one edit: at most so many, spread over its course, and none that shows what the input or the one before
/// already showed.
/// </summary>
/// <param name="input">The picture before the edit; stays the caller's.</param>
/// <param name="most">States to take, at least 0.</param>
/// <param name="take">Gets each state, which is valid during the call only.</param>
public sealed class Previews(Image input, int most, Action<Image> take)
{
    private int _taken;
    private int? _shown;

    /// <summary>Whether a state at this part of the way is due.</summary>
    /// <param name="fraction">0 to 1, of the whole edit.</param>
    public bool IsDue(double fraction) => _taken < most && fraction < 1 && fraction * (most + 1) > _taken + 0.999;

    /// <summary>Takes a state, if it is due and shows something new.</summary>
    public void Offer(Image state, double fraction)
    {
        if (!IsDue(fraction))
        {
            return;
        }

        _shown ??= Print(input);
        var print = Print(state);
        if (print != _shown)
        {
            _shown = print;
            _taken++;
            take(state);
        }
    }

    private static int Print(Image image)
    {
        var hash = new HashCode();
        hash.Add((image.Width, image.Height, image.Bands));
        hash.AddBytes(image.Pixels);
        return hash.ToHashCode();
    }
}
