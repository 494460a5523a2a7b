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

    /// <summary>Those who want to see intermediate states.</summary>
    public List<Func<EditEvent.PartialImage, ValueTask>> Watchers { get; } = [];

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

/// <summary>Images that several read at a time; freed when the last one has disposed its own view.</summary>
internal static class SharedImages
{
    /// <summary>A view on a result: disposing it calls <paramref name="giveBack"/> once, and nothing else.</summary>
    public static EditResult View(EditResult result, Action giveBack)
    {
        var owner = new Owner(giveBack);
        return new([.. result.Images.Select((image, index) => View(image, index == 0 ? owner : null))]);
    }

    /// <summary>Hands an image to each of several; whoever gets it disposes it.</summary>
    public static IEnumerable<EditedImage> Split(EditedImage image, int count)
    {
        var left = count;
        return Enumerable.Range(0, count).Select(_ => View(image, new Owner(() =>
        {
            if (Interlocked.Decrement(ref left) == 0)
            {
                image.Dispose();
            }
        })));
    }

    private static EditedImage View(EditedImage image, IDisposable? owner) => new(image.Bytes, owner)
    {
        Format = image.Format,
        Size = image.Size,
        HasTransparency = image.HasTransparency,
        RevisedPrompt = image.RevisedPrompt,
        ChangedOutside = image.ChangedOutside,
    };

    private sealed class Owner(Action giveBack) : IDisposable
    {
        private Action? _giveBack = giveBack;

        public void Dispose() => Interlocked.Exchange(ref _giveBack, null)?.Invoke();
    }
}
