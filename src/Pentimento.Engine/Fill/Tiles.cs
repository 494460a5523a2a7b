namespace Pentimento.Engine.Fill;

/// <summary>Runs independent pieces of work on a few threads. What the pieces are never depends on the number of threads.</summary>
/// <param name="Threads">At most so many at once; 1 stays on the calling thread.</param>
/// <param name="Cancellation">Checked before each piece, so a piece should take a few milliseconds at most.</param>
internal sealed record Tiles(int Threads, CancellationToken Cancellation)
{
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public void Run(int count, Action<int> piece)
    {
        if (Threads > 1 && count > 1)
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = Threads, CancellationToken = Cancellation }, piece);
            return;
        }

        for (var i = 0; i < count; i++)
        {
            Cancellation.ThrowIfCancellationRequested();
            piece(i);
        }
    }
}
