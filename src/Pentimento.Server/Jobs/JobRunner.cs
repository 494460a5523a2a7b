using Pentimento.Server.Editing;

namespace Pentimento.Server.Jobs;

/// <summary>Runs one edit when it is its turn.</summary>
internal sealed class JobRunner(Admission admission)
{
    /// <summary>Waits for a turn and edits. The caller disposes the result.</summary>
    /// <param name="show">Gets the intermediate states that the request asks for, and disposes them; null drops them.</param>
    /// <exception cref="EditException">The edit cannot be carried out, or the server has no room for it.</exception>
    public async Task<EditResult> RunAsync(
        IEditEngine engine, EditRequest request, Func<EditEvent.PartialImage, ValueTask>? show, CancellationToken cancellation)
    {
        using var turn = await admission.EnterAsync(engine.CountPixels(request), cancellation);
        await foreach (var happening in engine.EditAsync(request, cancellation))
        {
            switch (happening)
            {
                case EditEvent.Finished finished:
                    return finished.Result;
                case EditEvent.PartialImage state when show is not null:
                    await show(state);
                    break;
                case EditEvent.PartialImage state:
                    state.Image.Dispose();
                    break;
            }
        }

        throw new EditException(EditFailure.Internal, $"The engine '{engine.Name}' ended without a result.");
    }
}
