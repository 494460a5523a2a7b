using Microsoft.Extensions.Options;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Jobs;

/// <summary>
/// Decides who runs, who waits and who is refused at once, counted in pixels. Accounts take turns (round-robin), and within one it is first
/// come, first served. Who is next but too large for what is free holds up everyone, or a large edit would never run; who waits for a
/// neural model or for the account's own limit holds up nobody. When the waiting room is full, the newest of whoever fills it most
/// gives way (longest queue drop: Suter et al., "Buffer management schemes for supporting TCP in gigabit routers", 1999), so that one
/// account's burst leaves room for the others.
/// </summary>
internal sealed class Admission(IOptions<JobsOptions> options, TimeProvider time)
{
    private const long Megapixel = 1_000_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, WaitingLine> _lines = new(StringComparer.Ordinal);
    private readonly LinkedList<WaitingLine> _ring = [];
    private readonly int _maxRunning = options.Value.MaxRunning > 0 ? options.Value.MaxRunning : Environment.ProcessorCount;
    private readonly int _maxInference = options.Value.MaxInference > 0 ? options.Value.MaxInference : Math.Max(1, Environment.ProcessorCount / 2);
    private readonly long _maxRunningPixels = options.Value.MaxRunningMegapixels * Megapixel;
    private readonly long _maxWaitingPixels = options.Value.MaxWaitingMegapixels * Megapixel;
    private int _running;
    private int _inferring;
    private int _waiting;
    private long _runningPixels;
    private long _waitingPixels;
    private double _secondsPerPixel = 0.1 / Megapixel;

    /// <summary>How busy it is now.</summary>
    public AdmissionState State
    {
        get
        {
            lock (_lock)
            {
                return new(_running, _runningPixels, _inferring, _waiting, _waitingPixels);
            }
        }
    }

    /// <summary>Waits for a turn. Dispose the turn when the work is done.</summary>
    /// <param name="isPatient">Nobody waits on the line: the turn is never refused, and lets those go first who wait.</param>
    /// <exception cref="EditException"><see cref="EditFailure.Overloaded"/>: the waiting room is full.</exception>
    public async Task<Turn> EnterAsync(Account account, Load load, bool isPatient, CancellationToken cancellation)
    {
        var turn = new Turn(this, account, load with { Pixels = Math.Clamp(load.Pixels, Megapixel, _maxRunningPixels) }, isPatient);
        lock (_lock)
        {
            LineOf(account).Add(turn);
            Count(turn, 1);
            AdmitWhoFits();
            MakeRoom(turn);
        }

        try
        {
            await turn.Admitted.WaitAsync(cancellation);
            return turn;
        }
        catch
        {
            turn.Dispose();
            throw;
        }
    }

    /// <summary>Takes a turn back, whether it runs or waits.</summary>
    internal void Leave(Turn turn)
    {
        lock (_lock)
        {
            var line = LineOf(turn.Account);
            if (turn.State == TurnState.Running)
            {
                line.Running--;
                _running--;
                _inferring -= turn.Load.NeedsInference ? 1 : 0;
                _runningPixels -= turn.Load.Pixels;
                _secondsPerPixel += 0.2 * ((time.GetElapsedTime(turn.Started).TotalSeconds / turn.Load.Pixels) - _secondsPerPixel);
            }
            else if (line.Remove(turn))
            {
                Count(turn, -1);
            }

            turn.State = TurnState.Over;
            AdmitWhoFits();
            Forget(line);
        }
    }

    private void AdmitWhoFits()
    {
        while (FindNext() is { } found)
        {
            var (line, turn) = found;
            line.Remove(turn);
            Count(turn, -1);
            line.Running++;
            _running++;
            _inferring += turn.Load.NeedsInference ? 1 : 0;
            _runningPixels += turn.Load.Pixels;
            turn.State = TurnState.Running;
            turn.Started = time.GetTimestamp();
            turn.Admit();

            // The others first, before this account again.
            _ring.Remove(line);
            _ring.AddLast(line);
        }
    }

    private (WaitingLine Line, Turn Turn)? FindNext()
    {
        if (_running >= _maxRunning)
        {
            return null;
        }

        foreach (var line in _ring)
        {
            if (line.Next(_inferring < _maxInference) is { } turn)
            {
                return _runningPixels + turn.Load.Pixels <= _maxRunningPixels ? (line, turn) : null;
            }
        }

        return null;
    }

    /// <summary>Brings the waiting room back to its size after someone came.</summary>
    private void MakeRoom(Turn newcomer)
    {
        while (_waitingPixels > _maxWaitingPixels && newcomer is { State: TurnState.Waiting, IsPatient: false })
        {
            var own = LineOf(newcomer.Account);
            var longest = _ring.MaxBy(static line => line.WaitingPixels)!;
            var victim = longest.WaitingPixels > own.WaitingPixels ? longest.Last : newcomer;
            LineOf(victim.Account).Remove(victim);
            Count(victim, -1);
            victim.State = TurnState.Over;
            victim.Refuse(new EditException(EditFailure.Overloaded, "The server is busy and its queue is full. Please try again shortly.")
            {
                RetryAfter = TimeSpan.FromSeconds((_runningPixels + _waitingPixels) * _secondsPerPixel / _maxRunning),
            });
        }
    }

    private void Count(Turn turn, int sign)
    {
        _waiting += sign;
        _waitingPixels += turn.IsPatient ? 0 : sign * turn.Load.Pixels;
    }

    private WaitingLine LineOf(Account account)
    {
        if (!_lines.TryGetValue(account.Id, out var line))
        {
            _lines.Add(account.Id, line = new(account));
            _ring.AddLast(line);
        }

        return line;
    }

    private void Forget(WaitingLine line)
    {
        if (line is { IsEmpty: true, Running: 0 } && _lines.Remove(line.Id))
        {
            _ring.Remove(line);
        }
    }
}

/// <param name="Waiting">Edits in the queue, patient ones too.</param>
/// <param name="WaitingPixels">Pixels of those who wait on the line.</param>
internal readonly record struct AdmissionState(int Running, long RunningPixels, int Inferring, int Waiting, long WaitingPixels);
