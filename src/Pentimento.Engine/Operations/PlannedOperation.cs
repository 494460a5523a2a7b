using Pentimento.Engine.Images;

namespace Pentimento.Engine.Operations;

/// <summary>An operation that prompts are understood to ask for and that is refused by name until its machinery is built in.</summary>
internal sealed class PlannedOperation(
    string name, OperationGroup group, string summary, string missing, string example, AmountRange? amount = null, string? valueHelp = null)
    : Operation
{
    public override string Name { get; } = name;

    public override OperationGroup Group { get; } = group;

    public override string Summary { get; } = summary;

    public override string? Missing { get; } = missing;

    public override IReadOnlyList<string> Examples { get; } = [example];

    public override AmountRange? Amount { get; } = amount;

    public override string? ValueHelp { get; } = valueHelp;

    public override string Describe(OperationArguments arguments) => arguments.Value is null ? Name : $"{Name} {arguments.Value}";

    public override Image Apply(Image source, OperationArguments arguments, OperationContext context) =>
        throw new ImageEditException(ImageEditFailure.UnsupportedInstruction, $"{Name} {Missing}.", "prompt");
}
