namespace Pentimento.Engine.Planning;

/// <summary>What a prompt asks for: the steps in the order they were said, and the words that cannot be carried out.</summary>
public sealed record EditPlan(IReadOnlyList<EditStep> Steps, IReadOnlyList<UnsupportedText> Unsupported);

/// <summary>One step of a plan.</summary>
/// <param name="Operation">A name in the operation catalogue.</param>
/// <param name="Target">
/// What it applies to: <c>image</c>, <c>mask</c>, <c>background</c>, <c>person;left</c>, <c>object:car;red</c> … (docs/prompts.md).
/// </param>
/// <param name="Amount">Strength in the operation's unit; null takes its default.</param>
/// <param name="Value">In the operation's value grammar; null when not given.</param>
/// <param name="IsAmountExact">The amount was given as a number, so variations of the edit keep it.</param>
public sealed record EditStep(
    string Operation, string Target = "image", double? Amount = null, string? Value = null, bool IsAmountExact = false);

/// <summary>Words of a prompt that the engine cannot carry out.</summary>
/// <param name="Text">The words as they were written.</param>
/// <param name="Reason">
/// <c>not_understood</c>, <c>needs_generative_model</c>, <c>ambiguous</c>, <c>needs_second_image</c>, <c>request_field</c>, <c>no_instruction</c> …
/// </param>
/// <param name="Hint">What can be done instead, as a sentence; null when nothing near is known.</param>
public sealed record UnsupportedText(string Text, string Reason, string? Hint = null);
