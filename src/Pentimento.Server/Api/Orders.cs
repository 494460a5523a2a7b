using Pentimento.Server.Editing;
using Pentimento.Server.Jobs;
using Pentimento.Server.Models;

namespace Pentimento.Server.Api;

/// <summary>From a checked request to an order for an edit, on the account of the key it came with.</summary>
internal static class Orders
{
    private const int MaxIdempotencyKeyLength = 255;

    /// <param name="memory">Owns the bytes of the request's files.</param>
    /// <exception cref="EditException">The key may not use the model, or the Idempotency-Key is none.</exception>
    public static JobOrder Create(HttpContext context, ModelRegistry models, EditRequest request, IDisposable memory)
    {
        var account = Caller.Of(context).Account;
        if (!account.Limits.Allows(request.Model))
        {
            throw new EditException(
                EditFailure.ModelNotAllowed, $"This key may not use the model '{request.Model}'. It may use: {account.Limits.Models}.", "model");
        }

        return new(models.Find(request.Model).Engine, request, account, memory)
        {
            RequestId = context.TraceIdentifier,
            IdempotencyKey = IdempotencyKey(context.Request),
        };
    }

    private static string? IdempotencyKey(HttpRequest request)
    {
        var key = request.Headers["Idempotency-Key"].ToString().Trim();
        return key.Length <= MaxIdempotencyKeyLength
            ? key is "" ? null : key
            : throw new EditException(EditFailure.InvalidValue, $"The Idempotency-Key is longer than {MaxIdempotencyKeyLength} characters.", "Idempotency-Key");
    }
}
