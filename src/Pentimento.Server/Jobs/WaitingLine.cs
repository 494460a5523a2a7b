using Pentimento.Server.Editing;

namespace Pentimento.Server.Jobs;

/// <summary>Those of one account who wait, in the order they came, and how many of them run. Admission's, under its lock.</summary>
internal sealed class WaitingLine(Account account)
{
    private readonly LinkedList<Turn> _waiting = [];
    private readonly LinkedList<Turn> _patient = [];

    public string Id => account.Id;

    public int Running { get; set; }

    /// <summary>Pixels of those who wait on the line.</summary>
    public long WaitingPixels { get; private set; }

    public bool IsEmpty => _waiting.Count == 0 && _patient.Count == 0;

    public void Add(Turn turn)
    {
        (turn.IsPatient ? _patient : _waiting).AddLast(turn);
        WaitingPixels += turn.IsPatient ? 0 : turn.Load.Pixels;
    }

    /// <summary>Takes someone out of the line; false when not in it.</summary>
    public bool Remove(Turn turn)
    {
        if (!(turn.IsPatient ? _patient : _waiting).Remove(turn))
        {
            return false;
        }

        WaitingPixels -= turn.IsPatient ? 0 : turn.Load.Pixels;
        return true;
    }

    /// <summary>Who goes next: those on the line before those who are patient. Null when the account has reached what it may run at once.</summary>
    /// <param name="hasInference">Whether a neural model may be run now; those who need one are passed over otherwise.</param>
    public Turn? Next(bool hasInference)
    {
        return Running >= (account.Limits.ConcurrentEdits ?? int.MaxValue) ? null : _waiting.FirstOrDefault(MayGo) ?? _patient.FirstOrDefault(MayGo);

        bool MayGo(Turn turn) => hasInference || !turn.Load.NeedsInference;
    }

    /// <summary>Who came last of those on the line.</summary>
    public Turn Last => _waiting.Last!.Value;
}
