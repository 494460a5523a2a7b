using Pentimento.Server.Editing;

namespace Pentimento.Server.Jobs;

/// <summary>What an edit asks of the machine.</summary>
/// <param name="Pixels">Input and output.</param>
/// <param name="NeedsInference">Whether it runs a neural model.</param>
internal readonly record struct Load(long Pixels, bool NeedsInference = false);

/// <summary>A place in the queue, then a permit to run. Dispose it when the work is done; before that, it gives up the place.</summary>
internal sealed class Turn(Admission admission, Account account, Load load, bool isPatient) : IDisposable
{
    private readonly TaskCompletionSource _admitted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Account Account => account;

    public Load Load => load;

    /// <summary>Nobody waits on the line: it is never refused, and takes no place from those who wait.</summary>
    public bool IsPatient => isPatient;

    /// <summary>Ends when the work may begin.</summary>
    public Task Admitted => _admitted.Task;

    /// <summary>Timestamp of the begin; admission's.</summary>
    public long Started { get; set; }

    /// <summary>Where it stands; admission's, under its lock.</summary>
    public TurnState State { get; set; }

    public void Admit() => _admitted.SetResult();

    public void Refuse(EditException why) => _admitted.SetException(why);

    public void Dispose() => admission.Leave(this);
}

internal enum TurnState
{
    Waiting,
    Running,
    Over,
}
