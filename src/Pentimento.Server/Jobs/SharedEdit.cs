using Pentimento.Server.Editing;

namespace Pentimento.Server.Jobs;

/// <summary>One edit and everyone who waits for it. All its state is guarded by the lock of <see cref="SharedEdits"/>.</summary>
internal sealed class SharedEdit(string identity, string fingerprint) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<EditResult> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private EditResult? _result;

    /// <summary>What makes another request the same one.</summary>
    public string Identity => identity;

    /// <summary>Hash of the request.</summary>
    public string Fingerprint => fingerprint;

    /// <summary>Those who wait, or still read the result.</summary>
    public int Callers { get; set; } = 1;

    /// <summary>Whether repeats may still find it here.</summary>
    public bool IsHeld { get; set; } = true;

    /// <summary>From when it is no longer given to repeats; null while it runs.</summary>
    public DateTimeOffset? Expires { get; set; }

    /// <summary>Waits out the grace after the last caller has left.</summary>
    public ITimer? Grace { get; set; }

    /// <summary>Told that nobody waits any more.</summary>
    public CancellationToken Stopped => _stop.Token;

    public Task<EditResult> Ended => _ended.Task;

    /// <summary>Bytes of the result.</summary>
    public long Bytes { get; private set; }

    /// <param name="result">Disposed with this.</param>
    public void Finish(EditResult result)
    {
        _result = result;
        Bytes = result.Images.Sum(static image => (long)image.Bytes.Length);
        _ended.SetResult(result);
    }

    public void Fail(Exception error)
    {
        _ended.SetException(error);
        _ = _ended.Task.Exception; // Everyone may have left: then nobody else looks at it.
    }

    /// <summary>Stops the work. Not under the lock: what it wakes may come back for it.</summary>
    public void Stop() => _stop.Cancel();

    /// <summary>Frees the result. Nobody reads it any more.</summary>
    public void Dispose()
    {
        Grace?.Dispose();
        _result?.Dispose();
        _result = null;
    }
}

/// <summary>A caller's hold on a result that others may read too.</summary>
/// <param name="giveBack">Called once.</param>
internal sealed class SharedResult(EditResult result, Action giveBack) : IDisposable
{
    private Action? _giveBack = giveBack;

    /// <summary>Valid until this is disposed.</summary>
    public EditResult Result => result;

    public void Dispose() => Interlocked.Exchange(ref _giveBack, null)?.Invoke();
}
