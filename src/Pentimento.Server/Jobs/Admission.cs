using Microsoft.Extensions.Options;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Jobs;

/// <summary>
/// Decides who runs, who waits and who is refused at once, counted in pixels. First come, first served: a small edit does not overtake a
/// large one, or the large one would never run.
/// </summary>
internal sealed class Admission(IOptions<JobsOptions> options, TimeProvider time)
{
    private const long Megapixel = 1_000_000;

    private readonly Lock _lock = new();
    private readonly LinkedList<Turn> _queue = [];
    private readonly int _maxRunning = options.Value.MaxRunning > 0 ? options.Value.MaxRunning : Environment.ProcessorCount;
    private readonly long _maxRunningPixels = options.Value.MaxRunningMegapixels * Megapixel;
    private readonly long _maxWaitingPixels = options.Value.MaxWaitingMegapixels * Megapixel;
    private int _running;
    private long _runningPixels;
    private long _waitingPixels;
    private double _secondsPerPixel = 0.1 / Megapixel;

    /// <summary>Edits that wait now.</summary>
    public int Waiting
    {
        get
        {
            lock (_lock)
            {
                return _queue.Count;
            }
        }
    }

    /// <summary>Waits for a turn. Dispose the turn when the work is done.</summary>
    /// <exception cref="EditException"><see cref="EditFailure.Overloaded"/>: the waiting room is full.</exception>
    public async Task<IDisposable> EnterAsync(long pixels, CancellationToken cancellation)
    {
        var turn = new Turn(this, Math.Clamp(pixels, Megapixel, _maxRunningPixels));
        lock (_lock)
        {
            if (_queue.Count == 0 && Fits(turn))
            {
                Start(turn);
                return turn;
            }

            if (_waitingPixels + turn.Pixels > _maxWaitingPixels)
            {
                throw new EditException(EditFailure.Overloaded, "The server is busy and its queue is full. Please try again shortly.")
                {
                    RetryAfter = TimeSpan.FromSeconds((_runningPixels + _waitingPixels) * _secondsPerPixel / _maxRunning),
                };
            }

            _queue.AddLast(turn);
            _waitingPixels += turn.Pixels;
        }

        using var registration = cancellation.Register(() => GiveUp(turn, cancellation));
        await turn.Admitted;
        return turn;
    }

    private bool Fits(Turn turn) => _running < _maxRunning && _runningPixels + turn.Pixels <= _maxRunningPixels;

    private void Start(Turn turn)
    {
        _running++;
        _runningPixels += turn.Pixels;
        turn.Started = time.GetTimestamp();
    }

    private void GiveUp(Turn turn, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (_queue.Remove(turn))
            {
                _waitingPixels -= turn.Pixels;
                turn.Cancel(cancellation);
                AdmitWhoFits();
            }
        }
    }

    private void Leave(Turn turn)
    {
        lock (_lock)
        {
            _running--;
            _runningPixels -= turn.Pixels;
            _secondsPerPixel += 0.2 * ((time.GetElapsedTime(turn.Started).TotalSeconds / turn.Pixels) - _secondsPerPixel);
            AdmitWhoFits();
        }
    }

    private void AdmitWhoFits()
    {
        while (_queue.First is { Value: var next } && Fits(next))
        {
            _queue.RemoveFirst();
            _waitingPixels -= next.Pixels;
            Start(next);
            next.Admit();
        }
    }

    private sealed class Turn(Admission admission, long pixels) : IDisposable
    {
        private readonly TaskCompletionSource _admitted = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private bool _left;

        public long Pixels { get; } = pixels;

        public long Started { get; set; }

        public Task Admitted => _admitted.Task;

        public void Admit() => _admitted.SetResult();

        public void Cancel(CancellationToken cancellation) => _admitted.SetCanceled(cancellation);

        public void Dispose()
        {
            if (!_left)
            {
                _left = true;
                admission.Leave(this);
            }
        }
    }
}
