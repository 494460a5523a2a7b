using Pentimento.Engine.Images;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>Keeps one thing in colour and makes the rest grey. The region is the thing; a mask alone marks what turns grey.</summary>
internal sealed class ColorIsolate : Operation
{
    public override string Name => "color_isolate";

    public override OperationGroup Group => OperationGroup.Repair;

    public override string Summary =>
        "Keeps one thing in colour, the rest turns grey (linear-light luminance). The thing stays bit for bit; a mask, where one is sent, marks what may turn grey.";

    public override IReadOnlyList<string> Examples => ["keep the dress in colour, the rest black and white"];

    public override string Describe(OperationArguments arguments) => Name;

    public override Image Apply(Image source, OperationArguments arguments, OperationContext context) =>
        Edit(source, arguments, context).Picture;

    public override EditedPicture Edit(Image source, OperationArguments arguments, OperationContext context)
    {
        // Nothing outside the request's mask may change, so without a name for the thing the mask cannot be the thing.
        var isNamed = context.Region is not null && context.Region != context.Mask;
        var rest = isNamed ? context.Region!.Complement() : context.Mask ?? context.Select("subject").Complement();
        rest = isNamed && context.Mask is { } mask ? rest.Intersect(mask) : rest;
        return new(new Grayscale().Apply(source, new(100, null), context), rest);
    }
}
