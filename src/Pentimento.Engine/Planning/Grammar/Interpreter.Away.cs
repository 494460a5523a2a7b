using Pentimento.Engine.Planning.Words;

namespace Pentimento.Engine.Planning.Grammar;

/// <summary>Things that are wished away without a verb of taking.</summary>
internal sealed partial class Interpreter
{
    /// <summary>
    /// "I wish the wires weren't there", "it would be perfect without the bin", "I want everyone out of it but us", "I only want us two".
    /// </summary>
    private bool WishedAway(Clause clause, Part part)
    {
        var terms = clause.Terms;
        var wanted = clause.Act is "want" || clause.IsFramed;
        var without = IndexOf(clause, part, t => t.Text is "without" or "minus");
        if (without >= 0 && (wanted || !hasRequest) && TargetOf(clause, part with { Start = without + 1 }) is { IsThing: true } or { Kind: "person" or "text" or "background" }
            && ResultReader.Read(terms, part with { Start = without + 1 }, ResultMood.Wish).Count == 0)
        {
            RemovePart(clause, part with { Start = without + 1 });
            return true;
        }

        var be = IndexOf(clause, part, t => t.Word is "be");
        if (wanted && be > part.Start && be + 1 < part.End && terms[be + 1].Word is "not"
            && ResultReader.Read(terms, part with { Start = be + 2 }, ResultMood.Wish).Count == 0 && Find(clause, part with { Start = be + 2 }, t => t.IsUnknown) is null)
        {
            RemovePart(clause, part with { End = be });
            return true;
        }

        if (clause.Act is not "want")
        {
            return false;
        }

        if (IndexOf(clause, part, t => t.Text is "gone" or "away" or "out" or "out of" or "disappeared" or "erased") is var gone and >= 0 && gone > part.Start)
        {
            RemovePart(clause, part);
            return true;
        }

        var only = clause.VerbAt > 0 && terms[clause.VerbAt - 1].Word is "only" || clause.Verb!.Lemma is "only want" || terms[part.Start].Word is "only";
        if (only && TargetOf(clause, part) is { Kind: "person" } kept && ResultReader.Read(terms, part, ResultMood.Wish).Count == 0)
        {
            plan.Add(new Effect("remove"), new Target { Kind = "person", All = true, Except = KeptWords(clause, kept) });
            return true;
        }

        return false;
    }

    /// <summary>"How would the house look with a green door", "what would my car look like in black": recoloured.</summary>
    private bool Imagined(Clause clause, Part part, int be)
    {
        var terms = clause.Terms;
        var asks = clause.Terms.Exists(t => t.Text is "how" or "what" or "see" or "wonder" or "how would" or "what would" or "see how" or "see what" or "how it" or "wonder how" or "wonder what" || t.Text.StartsWith("wonder", StringComparison.Ordinal) || t.Text.StartsWith("how ", StringComparison.Ordinal));
        var at = be < 0 ? -1 : IndexOf(clause, part with { Start = be }, t => t.Colour is not null);
        if (!asks || at < 0 || !terms[be].Text.Contains("look", StringComparison.Ordinal))
        {
            return false;
        }

        var thing = TargetOf(clause, part with { Start = at + 1 });
        var owner = thing.Head >= 0 && thing.Kind is not (null or "image") ? thing : TargetOf(clause, part with { End = be });
        return owner.Kind is not (null or "image" or "person") && Recolour(clause, owner, null, terms[at].Colour!);
    }
}
