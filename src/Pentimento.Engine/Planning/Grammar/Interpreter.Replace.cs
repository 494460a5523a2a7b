using Pentimento.Engine.Planning.Values;
using Pentimento.Engine.Planning.Words;

namespace Pentimento.Engine.Planning.Grammar;

/// <summary>Replacing and rewriting.</summary>
internal sealed partial class Interpreter
{
    private static Term? Quoted(Clause clause) => clause.Terms.Find(t => t.Kind is TokenKind.Quoted && t.Start >= clause.Terms[Math.Max(0, clause.VerbAt)].Start);

    private static bool Writes(Clause clause) =>
        Find(clause, Whole(clause), t => t.Noun?.Name is "text" || t.Noun?.Effect?.Operation is "add_text" || t.Word is "to") is not null;

    private void EditText(Clause clause)
    {
        var quotes = clause.Terms.FindAll(t => t.Kind is TokenKind.Quoted);
        plan.Add(new Effect("edit_text"), new Target { Kind = "text", Quote = quotes.Count > 1 ? Plain(quotes[^2].Text) : null }, null, quotes[^1].Text);
    }

    /// <summary>A word of the picture as it stands in a target.</summary>
    private static string Plain(string text) => text.Replace('"', ' ').Replace(';', ' ').Trim();

    private void Write(Clause clause)
    {
        if (plan.Last is { Operation: "edit_text" } && plan.Last.Value == Quoted(clause)?.Text)
        {
            return;
        }

        var isWatermark = Find(clause, Whole(clause), t => t.Noun?.Effect?.Operation is "watermark") is not null;
        plan.Add(new Effect(isWatermark ? "watermark" : "add_text"), null, null, WrittenTextReader.Read(prompt, clause.Terms, Whole(clause)));
    }

    private void Replace(Clause clause)
    {
        var part = PartsOf(clause)[0];
        var terms = clause.Terms;
        var with = IndexOf(clause, part, t => t.Word is "with" or "to");
        var target = TargetOf(clause, new Part(part.Start, with < 0 ? part.End : with));
        var what = new Part(with < 0 ? part.End : with + 1, part.End);
        var colour = Find(clause, what, t => t.Colour is not null)?.Colour;
        var pronoun = target.Kind is null or "image" && plan.Last?.Operation is "remove_background";
        if (Quoted(clause) is not null || target.Kind is "text" && with >= 0)
        {
            if (Quoted(clause) is not null)
            {
                EditText(clause);
            }
            else
            {
                plan.Add(new Effect("edit_text"), Target.Of("text"), null, prompt[terms[what.Start].Start..terms[what.End - 1].End]);
            }
        }
        else if (target.Kind is "background" || pronoun || target.Head >= 0 && terms[target.Head].Noun is { Name: "background" })
        {
            ReplaceBackground(clause, part, what, colour, with);
        }
        else if (colour is not null && !Scene(clause, what))
        {
            plan.Add(new Effect(target.IsWholeImage ? "tint" : "recolor"), target, null, colour);
        }
        else
        {
            CannotDo(clause, "needs_generative_model", HintFor(clause));
        }
    }

    private void ReplaceBackground(Clause clause, Part part, Part what, string? colour, int with)
    {
        var plain = Find(clause, part, t => t.Text is "plain" or "solid" or "neutral" or "blank" or "simple") is not null;
        if (Find(clause, part, t => t.Word is "image2") is not null)
        {
            plan.Add(new Effect("replace_background"), Target.Of("background"), null, "image 2");
        }
        else if (Find(clause, what, t => t.Noun?.Effect?.Operation is "remove_background" || t.Adjective?.Effect?.Operation is "remove_background") is not null)
        {
            plan.Add(new Effect("remove_background"), Target.Of("background"));
        }
        else if ((with >= 0 && Scene(clause, what)) || clause.IsCut)
        {
            CannotDo(clause, "needs_generative_model", Hints.Background);
        }
        else if (colour is not null || plain || with < 0)
        {
            plan.Add(new Effect("replace_background"), Target.Of("background"), null, colour ?? "plain");
        }
        else
        {
            CannotDo(clause, "needs_generative_model", Hints.Background);
        }
    }
}
