using Microsoft.AspNetCore.Http.HttpResults;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Telemetry;

/// <summary>For whoever watches over the process: is it there, and can it work. No key is needed.</summary>
internal static class HealthRoutes
{
    public const string Root = "/health";

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup(Root).ExcludeFromDescription();
        health.MapGet("/live", static () => Healthy());
        health.MapGet("/ready", static async (IEnumerable<IEditEngine> engines, CancellationToken cancellation) =>
        {
            foreach (var engine in engines)
            {
                await CheckAsync(engine, cancellation);
            }

            return Healthy();
        });
    }

    private static async Task CheckAsync(IEditEngine engine, CancellationToken cancellation)
    {
        try
        {
            await engine.CheckAsync(cancellation);
        }
        catch (EditException error)
        {
            throw new EditException(EditFailure.Unavailable, $"The engine '{engine.Name}' cannot work: {error.Message}", inner: error);
        }
    }

    private static ContentHttpResult Healthy() => TypedResults.Text("""{"status":"ok"}""", "application/json");
}
