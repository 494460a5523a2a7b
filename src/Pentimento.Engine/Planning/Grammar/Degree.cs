using System.Globalization;
using Pentimento.Engine.Operations;
using Pentimento.Engine.Planning.Words;

namespace Pentimento.Engine.Planning.Grammar;

/// <summary>How much: a factor of the operation's default ("slightly" is 0.5) or a number ("by 20%").</summary>
internal readonly record struct Degree(double Factor, double? Exact)
{
    private static readonly string[] Units = ["%", "percent", "percentage", "pct", "per cent", "points", "degree", "degrees", "°", "deg"];

    public static Degree None => new(1, null);

    public bool IsGiven => Exact is not null || Factor != 1;

    /// <summary>Reads the first number that can be an amount, or else the strongest-placed degree word.</summary>
    public static Degree Read(List<Term> terms, Part part)
    {
        var degree = None;
        for (var i = part.Start; i < part.End; i++)
        {
            var term = terms[i];
            if (term.Word is "degree" && !term.Consumed)
            {
                degree = degree with { Factor = double.Parse(term.Entry.Word!.Name!, CultureInfo.InvariantCulture) };
            }
            else if (EnglishNumbers.Read(terms, i, part.End) is var (number, count))
            {
                var unit = i + count < part.End ? terms[i + count].Text : "";
                var before = i > 0 ? terms[i - 1].Text : "";
                if (unit is "px" or "pixels" or "pixel" or "x" or "cm" or "mm" or "inch" or "inches")
                {
                    // A length, not a strength.
                    i += count;
                    continue;
                }

                if (Units.Contains(unit) || unit is "more" or "less" || before is "by" or "to" or "at" or "of" or "about" or "around" || i + count == part.End || IsShort(terms, part))
                {
                    return new Degree(1, number);
                }

                i += count - 1;
            }
        }

        return degree;
    }

    /// <summary>The amount of a step; null when the operation takes none, or the default is meant and has no direction.</summary>
    public double? Amount(Effect effect)
    {
        if (OperationCatalog.Find(effect.Operation)?.Amount is not { } range)
        {
            return null;
        }

        var direction = range.IsSigned && effect.Direction < 0 ? -1 : 1;
        if (Exact is { } exact)
        {
            return Math.Clamp(range.IsSigned && effect.Direction != 0 ? (exact < 0 ? -1 : direction) * Math.Abs(exact) : exact, range.Min, range.Max);
        }

        return range.IsSigned || Factor != 1 ? Math.Clamp(direction * range.Default * Factor, range.Min, range.Max) : null;
    }

    private static bool IsShort(List<Term> terms, Part part) => part.End - part.Start <= 2 && terms.Count > 0;
}
