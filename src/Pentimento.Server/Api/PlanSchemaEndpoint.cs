using Microsoft.AspNetCore.Http.HttpResults;
using Pentimento.Server.Editing;
using Pentimento.Server.Models;

namespace Pentimento.Server.Api;

/// <summary>The schema of plans that may stand in a prompt's place; documentation, so no key is asked for.</summary>
internal static class PlanSchemaEndpoint
{
    public static ContentHttpResult Get(ModelRegistry models) => TypedResults.Text(
        models.Find(null).Engine.PlanSchema ?? throw new EditException(EditFailure.NotFound, "The default model takes no plans."),
        "application/schema+json");
}
