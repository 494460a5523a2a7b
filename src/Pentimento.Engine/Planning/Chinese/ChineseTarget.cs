using Pentimento.Engine.Planning.Grammar;
using Pentimento.Engine.Planning.Words;

namespace Pentimento.Engine.Planning.Chinese;

/// <summary>Reads what a clause names: 左边穿红色衣服的人 is <c>person;left;red shirt</c>.</summary>
internal static class ChineseTarget
{
    private static readonly Dictionary<string, string> ColourNames = new(StringComparer.Ordinal)
    {
        ["#ff0000"] = "red", ["#ffa500"] = "orange", ["#ffff00"] = "yellow", ["#008000"] = "green", ["#0000ff"] = "blue", ["#800080"] = "purple",
        ["#ffc0cb"] = "pink", ["#ffffff"] = "white", ["#000000"] = "black", ["#808080"] = "gray", ["#8b5a2b"] = "brown", ["#ffd700"] = "gold",
    };

    /// <param name="stop">Term after which the wish begins; colours behind it are values.</param>
    public static Target Read(List<Term> terms, Part part, int stop)
    {
        var target = new Target();
        Term? head = null;
        string? colour = null, clothing = null;
        for (var i = part.Start; i < Math.Min(part.End, stop); i++)
        {
            var term = terms[i];
            switch (term.Word)
            {
                case "left" or "right" or "top" or "bottom" or "center" or "behind" or "front" or "corner" or "edge":
                    Add(target, term.Word);
                    continue;
                case "all":
                    target.All = true;
                    continue;
                case "else":
                    target.Other = true;
                    continue;
                default:
                    break;
            }

            if (term.Kind is TokenKind.Quoted)
            {
                target.Quote = term.Text.Replace('"', ' ').Replace(';', ' ').Trim();
                target.Kind = "text";
            }
            else if (term.IsNumber && term.Number is > 0 and < 100 && i + 1 < part.End && terms[i + 1].Entry.Word?.Kind is not ("unit" or "value"))
            {
                target.Count = (int)term.Number;
            }
            else if (term.Colour is { } found && term.Noun is null)
            {
                colour = ColourNames.GetValueOrDefault(found, term.Text);
                target.Colour = found;
            }
            else if (term.Noun is { Effect: null } or { Effect.Operation: "add_text" or "watermark" } || (term.IsUnknown && term.Kind is TokenKind.Word && (head is null || terms[i - 1].Word is "of")))
            {
                if (head?.Noun is { Kind: "region", Name: "background" } && term.Noun is not { Kind: "image" })
                {
                    Add(target, "behind");
                }

                clothing = head?.Noun is { Kind: "object", Name: "shirt" or "dress" or "hat" or "shoe" or "pants" or "tie" or "glasses" } worn ? worn.Name : clothing;
                if (head is null || term.Noun is not { Kind: "image" })
                {
                    head = term;
                    target.Head = i;
                }
            }
        }

        return Finish(target, head, colour, clothing);
    }

    private static Target Finish(Target target, Term? head, string? colour, string? clothing)
    {
        target.Kind = head?.Noun switch
        {
            null when head is null => target.Quote is not null ? "text" : target.Places.Count > 0 ? "image" : null,
            { Kind: "image" } => "image",
            { Kind: "mask" } => "mask",
            { Kind: "people" } => "person",
            { Kind: "region" } region => region.Name,
            { Effect: not null } => "text",
            { Name: { } name } => "object:" + name,
            _ => "object:" + head!.Text,
        };
        var isPerson = target.Kind is "person";
        target.Look = isPerson && clothing is not null ? colour is null ? clothing : $"{colour} {clothing}" : target.Kind is "image" or "background" ? null : colour;
        target.All = (isPerson || target.IsThing) && target.Count is null && (target.All || head?.Noun?.Kind is "people");
        if (isPerson && head!.Text is "其他人" or "别人" || isPerson && target.Other)
        {
            target.All = true;
            target.Except = "subject";
        }

        target.Words = target.Kind?.Replace("object:", "", StringComparison.Ordinal) ?? "";
        return target;
    }

    private static void Add(Target target, string place)
    {
        if (!target.Places.Contains(place))
        {
            target.Places.Add(place);
        }
    }
}
