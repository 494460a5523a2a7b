using Pentimento.Engine.Planning.Words;

namespace Pentimento.Engine.Selection.Things;

/// <summary>What things of a kind are called.</summary>
/// <param name="One">Singular: <c>person</c>.</param>
/// <param name="Many">Plural: <c>people</c>.</param>
internal sealed record Noun(string One, string Many)
{
    public static readonly Noun Person = new("person", "people");
    public static readonly Noun Face = new("face", "faces");
    public static readonly Noun Text = new("piece of text", "pieces of text");

    public bool IsPerson => this == Person;

    public string Of(int count) => count == 1 ? One : Many;

    /// <summary>A noun by its singular.</summary>
    public static Noun Named(string one) => one == Person.One ? Person : new(one, Inflection.Plural(one));
}
