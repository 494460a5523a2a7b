using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pentimento.Engine.Operations;

namespace Pentimento.Engine.Planning;

/// <summary>An edit plan as JSON: written in one line, read with checks that name the step and the field.</summary>
public static class EditPlanJson
{
    private static readonly Lazy<string> SchemaText = new(EditPlanSchema.Write);

    /// <summary>The JSON schema of a plan, made from the catalogue of operations.</summary>
    public static string Schema => SchemaText.Value;

    /// <summary>Writes a plan as one line. Operations with two directions carry "direction" beside "amount".</summary>
    public static string Write(EditPlan plan) => JsonSerializer.Serialize(
        new PlanDocument
        {
            Steps = [.. plan.Steps.Select(ToDocument)],
            Unsupported = [.. plan.Unsupported.Select(u => new UnsupportedDocument { Text = u.Text, Reason = u.Reason, Hint = u.Hint })],
        },
        Context.PlanDocument);

    /// <summary>Reads and checks a plan.</summary>
    /// <exception cref="ImageEditException"><see cref="ImageEditFailure.InvalidPlan"/>; the message names the step and field.</exception>
    public static EditPlan Read(string json)
    {
        PlanDocument? document;
        try
        {
            document = JsonSerializer.Deserialize(json, Context.PlanDocument);
        }
        catch (JsonException e)
        {
            var where = e.Path is { Length: > 2 } path ? path.TrimStart('$', '.') : "the document";
            throw Invalid($"The plan is not valid JSON of an edit plan, at {where}, line {(e.LineNumber ?? 0) + 1}.", e);
        }

        if (document?.Steps is not { Count: > 0 } steps)
        {
            throw Invalid("The plan has no steps: \"steps\" must be a list of at least one step.");
        }

        return new EditPlan(
            [.. steps.Select((s, i) => EditPlanCheck.Step(s, i))],
            [.. (document.Unsupported ?? []).Select((u, i) => EditPlanCheck.Unsupported(u, i))]);
    }

    internal static ImageEditException Invalid(string message, Exception? inner = null) =>
        new(ImageEditFailure.InvalidPlan, message, "prompt", inner);

    private static PlanContext Context { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 8,
    });

    private static StepDocument ToDocument(EditStep step) => new()
    {
        Operation = step.Operation,
        Target = step.Target,
        Direction = step.Amount is { } amount && OperationCatalog.Find(step.Operation)?.Amount is { IsSigned: true } ? amount < 0 ? "down" : "up" : null,
        Amount = step.Amount,
        Value = step.Value,
    };

}

internal sealed class PlanDocument
{
    public List<StepDocument>? Steps { get; set; }

    public List<UnsupportedDocument>? Unsupported { get; set; }
}

internal sealed class StepDocument
{
    public string? Operation { get; set; }

    public string? Target { get; set; }

    public string? Direction { get; set; }

    public double? Amount { get; set; }

    public string? Value { get; set; }
}

internal sealed class UnsupportedDocument
{
    public string? Text { get; set; }

    public string? Reason { get; set; }

    public string? Hint { get; set; }
}

[JsonSerializable(typeof(PlanDocument))]
internal sealed partial class PlanContext : JsonSerializerContext;
