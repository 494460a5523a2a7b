using Pentimento.Engine.Images;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>Moves a thing to another place of the picture and fills where it stood.</summary>
internal sealed class Move : ThingOperation
{
    public override string Name => "move";

    public override string Summary =>
        "Moves a thing: cut out with a soft edge, its place filled from the picture around it, laid down elsewhere. A mask marks the thing; it also lands outside the mask.";

    public override string ValueHelp =>
        "a direction (left, right, up, down), each with a distance (left 20%, up 40px), or a place (bottom right corner, top, center); a distance not given is 20%";

    public override bool NeedsValue => true;

    public override IReadOnlyList<string> Examples => ["move the cup to the left", "move the dog to the bottom right corner"];

    public override string? CheckValue(string? value) => MoveValue.Read(value) is null ? $"needs {ValueHelp}" : null;

    public override string Describe(OperationArguments arguments) => $"{Name} {arguments.Value}";

    protected override (Image Picture, int Left, int Top) Place(Image source, CutPiece piece, Mask region, OperationArguments arguments, OperationContext context)
    {
        var value = MoveValue.Read(arguments.Value) ?? throw new ArgumentException($"move {CheckValue(arguments.Value)}", nameof(arguments));
        var (x, y) = value.From(region.Bounds()!.Value, source.Width, source.Height);
        return (piece.Picture.Clone(), piece.Left + x, piece.Top + y);
    }
}
