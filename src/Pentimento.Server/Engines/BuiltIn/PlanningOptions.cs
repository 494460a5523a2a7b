using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Pentimento.Server.Engines.BuiltIn;

/// <summary>What happens to a prompt of which only a part can be done.</summary>
internal enum PartialPlans
{
    /// <summary>Refused as a whole; the answer names both parts.</summary>
    Refuse,

    /// <summary>The part that can be done is done; the revised prompt says what was left out.</summary>
    Apply,
}

/// <summary>How prompts become edits. Section <c>Planning</c>.</summary>
internal sealed class PlanningOptions
{
    /// <summary>What happens to a prompt of which only a part can be done: <c>Refuse</c> or <c>Apply</c>. Default <c>Refuse</c>.</summary>
    [EnumDataType(typeof(PartialPlans))]
    public PartialPlans Partial { get; set; } = PartialPlans.Refuse;
}

[OptionsValidator]
internal sealed partial class PlanningOptionsValidator : IValidateOptions<PlanningOptions>;
