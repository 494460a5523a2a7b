using Microsoft.Extensions.Options;
using Pentimento.Server.Editing;
using Pentimento.Server.Models;

namespace Pentimento.Server.Jobs.Accepted;

/// <summary>
/// Edits that are accepted now and fetched later. Once accepted, an edit is finished or reported as failed whatever happens to the
/// process: its request is a file and a row, its outcome and its usage are one step of the database.
/// </summary>
internal sealed class AcceptedEdits(
    AcceptedStore store, RequestSpool spool, Quotas quotas, AcceptedRunner runner, ModelRegistry models, IOptions<JobsOptions> options, TimeProvider time)
    : IDisposable
{
    private readonly JobsOptions _options = options.Value;

    // Acceptance is one at a time: who sends the same request twice at once gets one edit.
    private readonly SemaphoreSlim _gate = new(1, 1);

    /// <summary>Accepts an edit, or finds the one that the same request was accepted as. Disposes the order's memory.</summary>
    /// <exception cref="EditException">A file is no image, the quota is used up, or too many edits are pending.</exception>
    public async Task<AcceptedEdit> AcceptAsync(JobOrder order, AnswerForm form, CancellationToken cancellation)
    {
        using var memory = order.Memory;
        var load = JobRunner.Weigh(order.Engine, order.Request);
        var fingerprint = RequestForm.Fingerprint(order.Request);
        var identity = $"{order.Account.Owner} {(order.IdempotencyKey is { } key ? $"key {key}" : fingerprint)} {form.AsUrl}";
        await _gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var now = time.GetUtcNow();
            if (store.FindSame(identity, now.AddMinutes(-_options.RepeatWindowMinutes)) is { } same)
            {
                return same.Fingerprint == fingerprint ? same : throw SharedEdits.Reused();
            }

            CheckRoom(order.Account);
            var edit = new AcceptedEdit(
                $"edit_{Guid.NewGuid():N}", order.Account.Id, order.Account.Owner, order.Account.Limits.ConcurrentEdits, fingerprint, AcceptedState.Waiting, 0, now,
                Expires: null, load, order.Request.Model, form, Outcome: null);
            var bytes = await spool.SaveAsync(edit.Id, order.Request, cancellation).ConfigureAwait(false);
            try
            {
                quotas.Accept(order.Account, order.Request.Count, () => store.Add(edit, identity, order.Request.Count, bytes));
            }
            catch
            {
                spool.Delete(edit.Id);
                throw;
            }

            runner.Start(edit, models.Find(edit.Model).Engine);
            return edit;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>An edit of this owner, with its outcome if it has one.</summary>
    /// <exception cref="EditException">There is none (<see cref="EditFailure.NotFound"/>), or it is over and gone (<see cref="EditFailure.Gone"/>).</exception>
    public AcceptedEdit Find(string id, string owner)
    {
        var edit = store.Find(id) is { } found && found.Owner == owner ? found : throw new EditException(EditFailure.NotFound, "There is no such edit of this key.", "id");
        if (edit.State == AcceptedState.Cancelled)
        {
            throw new EditException(EditFailure.Gone, "This edit was cancelled.", "id");
        }

        return edit.Expires is { } end && end <= time.GetUtcNow() ? throw new EditException(EditFailure.Gone, "The outcome of this edit has expired.", "id") : edit;
    }

    /// <summary>Ends an edit and forgets its outcome.</summary>
    /// <exception cref="EditException">As of <see cref="Find"/>.</exception>
    public async Task CancelAsync(string id, string owner)
    {
        var edit = Find(id, owner);
        store.Cancel(edit.Id);
        await runner.ForgetAsync(edit).ConfigureAwait(false);
    }

    private void CheckRoom(Account account)
    {
        var (all, own, bytes) = store.Count(account.Owner);
        if (all >= _options.MaxAccepted || own >= _options.MaxAcceptedPerKey || bytes >= _options.MaxSpoolBytes)
        {
            throw new EditException(EditFailure.Overloaded, $"Too many edits are pending ({own} of this key). Please try again when some have ended.")
            {
                RetryAfter = TimeSpan.FromSeconds(30),
            };
        }
    }

    public void Dispose() => _gate.Dispose();
}
