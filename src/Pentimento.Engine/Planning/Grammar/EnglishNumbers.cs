namespace Pentimento.Engine.Planning.Grammar;

/// <summary>Numbers written as words.</summary>
internal static class EnglishNumbers
{
    private static readonly string[] Small =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
        "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ];

    private static readonly string[] Tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    /// <summary>The number of one word; null when it is none. "one" counts only through <see cref="Read"/>.</summary>
    public static int? Value(string word) => Array.IndexOf(Small, word) is var small and > 1 ? small
        : Array.IndexOf(Tens, word) is var ten and >= 0 ? (ten + 2) * 10
        : word is "hundred" ? 100 : word is "fourty" ? 40 : word is "fourty five" ? 45 : null;

    /// <summary>The number that starts at a term, in digits or words ("thirty five"), and how many terms it takes.</summary>
    public static (double Number, int Count)? Read(List<Words.Term> terms, int at, int end)
    {
        if (at >= end)
        {
            return null;
        }

        if (terms[at].IsNumber)
        {
            return (terms[at].Number, 1);
        }

        if (Value(terms[at].Text) is not { } first)
        {
            return terms[at].Text is "half" && at + 1 < end && terms[at + 1].Text is not "of" ? null : null;
        }

        if (first is >= 20 and < 100 && first % 10 == 0 && at + 1 < end)
        {
            var next = at + 1 < end - 1 && terms[at + 1].Text is "-" ? at + 2 : at + 1;
            if (Array.IndexOf(Small, terms[next].Text) is var unit and > 0 and < 10)
            {
                return (first + unit, next - at + 1);
            }
        }

        return (first, 1);
    }
}
