using Pentimento.Engine.Images;

namespace Pentimento.Engine.Operations;

/// <summary>Where an operation stands in the documentation and in the order of work.</summary>
public enum OperationGroup
{
    /// <summary>Crop, rotate, resize … : moves pixels. Done first.</summary>
    Geometry,

    /// <summary>Repairs that need a region or a hole filled.</summary>
    Repair,

    /// <summary>Light: brightness, contrast …</summary>
    Tone,

    /// <summary>Colour: saturation, temperature, black and white …</summary>
    Colour,

    /// <summary>Sharpness, noise, blur.</summary>
    Detail,

    /// <summary>Looks: vintage, sketch …</summary>
    Look,

    /// <summary>Added at the very end: text, borders, frames.</summary>
    Finish,
}

/// <summary>How strong an operation may be.</summary>
/// <param name="Min">Smallest amount; below 0 when the operation has two directions.</param>
/// <param name="Max">Largest amount.</param>
/// <param name="Default">The amount of a plain request ("make it brighter"): visible, not vulgar.</param>
/// <param name="Unit"><c>%</c> or <c>°</c>.</param>
public sealed record AmountRange(double Min, double Max, double Default, string Unit = "%")
{
    /// <summary>Whether the amount has two directions, up and down.</summary>
    public bool IsSigned => Min < 0;
}

/// <summary>The arguments of one step.</summary>
/// <param name="Amount">Within the operation's <see cref="AmountRange"/>; 0 when the operation takes none.</param>
/// <param name="Value">In the grammar that <see cref="Operation.ValueHelp"/> describes; null when not given.</param>
public sealed record OperationArguments(double Amount, string? Value);

/// <summary>
/// One thing that can be done to a picture. To add one: a file beside this, a row in <see cref="OperationCatalog"/>, and its
/// phrases in the lexicon.
/// </summary>
public abstract class Operation
{
    /// <summary>The public name, in plans, documentation and answers: <c>lower_snake_case</c>.</summary>
    public abstract string Name { get; }

    public abstract OperationGroup Group { get; }

    /// <summary>One sentence: what it does, in which colour space, by which method.</summary>
    public abstract string Summary { get; }

    /// <summary>Requests that plan this operation; shown in the documentation and in hints.</summary>
    public abstract IReadOnlyList<string> Examples { get; }

    /// <summary>The strength it takes; null when it takes none.</summary>
    public virtual AmountRange? Amount => null;

    /// <summary>The value it takes, described for a person; null when it takes none.</summary>
    public virtual string? ValueHelp => null;

    /// <summary>Whether it works without a value.</summary>
    public virtual bool NeedsValue => false;

    /// <summary>Whether every pixel stays in its place, so that a mask or region can limit it.</summary>
    public virtual bool KeepsGeometry => true;

    /// <summary>Whether it takes the request's mask as what it is about, although it moves pixels (a crop around the marked thing).</summary>
    public virtual bool FindsByMask(OperationArguments arguments) => false;

    /// <summary>Whether a soft edge of a mask or region blends the result with the input; otherwise the edge is all result.</summary>
    public virtual bool BlendsAtEdge => true;

    /// <summary>Whether a step's target says where it works; otherwise the target is context only ("extend the sky").</summary>
    public virtual bool ReadsTarget => true;

    /// <summary>Whether it works on the request's further images too, not on the first alone.</summary>
    public virtual bool UsesOtherImages => false;

    /// <summary>Why it is planned but not executed yet, as the end of a sentence ("needs …"); null when it runs.</summary>
    public virtual string? Missing => null;

    /// <summary>Checks a value before any pixel is touched.</summary>
    /// <returns>What is wrong with it, as a sentence; null when it is fine.</returns>
    public virtual string? CheckValue(string? value) =>
        value is null ? (NeedsValue ? $"needs a value: {ValueHelp}" : null) : ValueHelp is null ? "takes no value" : null;

    /// <summary>The step in words, for the revised prompt: <c>brightness +20%</c>.</summary>
    public abstract string Describe(OperationArguments arguments);

    /// <summary>Makes the edited picture. The source stays as it is; the caller owns the result, which may not be the source.</summary>
    public abstract Image Apply(Image source, OperationArguments arguments, OperationContext context);

    /// <summary>
    /// Makes the edited picture and says where it may differ from the source: the step's region, unless the operation composes its
    /// own edge or has to reach further (a thing that is moved, a shadow that is removed with it).
    /// </summary>
    public virtual EditedPicture Edit(Image source, OperationArguments arguments, OperationContext context) =>
        new(Apply(source, arguments, context), context.Region);
}
