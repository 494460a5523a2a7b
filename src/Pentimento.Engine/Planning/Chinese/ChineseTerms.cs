using Pentimento.Engine.Planning.Words;

namespace Pentimento.Engine.Planning.Chinese;

/// <summary>Prepares Chinese terms: joins unknown characters into words, turns 二十 into 20, gives values their English words.</summary>
internal static class ChineseTerms
{
    private const string Digits = "零一二三四五六七八九";

    public static List<Term> Join(List<Term> terms)
    {
        var joined = new List<Term>(terms.Count);
        for (var i = 0; i < terms.Count;)
        {
            if (Numeral(terms, i) is var (number, count) && count > 0)
            {
                joined.Add(Make(terms, i, count, TokenKind.Number, number));
                i += count;
                continue;
            }

            var end = i + 1;
            if (terms[i].IsUnknown && IsHan(terms[i]))
            {
                while (end < terms.Count && terms[end].IsUnknown && IsHan(terms[end]))
                {
                    end++;
                }
            }

            joined.Add(end > i + 1 ? Make(terms, i, end - i, TokenKind.Word, 0) : Named(terms[i]));
            i = end;
        }

        return joined;
    }

    private static bool IsHan(Term term) => term.Text.Length > 0 && Tokenizer.IsHan(term.Text[0]);

    private static Term Named(Term term) => term.Entry.Word is { Name: { } name, Kind: "unit" or "value" } ? Copy(term, name) : term;

    private static Term Copy(Term term, string text) => new()
    {
        Kind = term.Kind,
        Text = text,
        Start = term.Start,
        End = term.End,
        FirstToken = term.FirstToken,
        LastToken = term.LastToken,
        Entry = term.Entry,
        Number = term.Number,
    };

    private static Term Make(List<Term> terms, int from, int count, TokenKind kind, double number) => new()
    {
        Kind = kind,
        Text = kind is TokenKind.Number ? number.ToString(System.Globalization.CultureInfo.InvariantCulture) : string.Concat(terms.Skip(from).Take(count).Select(t => t.Text)),
        Start = terms[from].Start,
        End = terms[from + count - 1].End,
        FirstToken = terms[from].FirstToken,
        LastToken = terms[from + count - 1].LastToken,
        Number = number,
    };

    /// <summary>A number up to 999 in characters (二十, 一百五十, 两), where a unit stands beside it.</summary>
    private static (double Number, int Count) Numeral(List<Term> terms, int at)
    {
        var (total, current, i) = (0, 0, at);
        for (; i < terms.Count && terms[i].Text.Length == 1; i++)
        {
            var c = terms[i].Text[0];
            if (Digits.IndexOf(c, StringComparison.Ordinal) is var digit and >= 0)
            {
                current = digit;
            }
            else if (c is '两')
            {
                current = 2;
            }
            else if (c is '十' or '百')
            {
                total += Math.Max(1, current) * (c is '十' ? 10 : 100);
                current = 0;
            }
            else
            {
                break;
            }
        }

        var count = i - at;
        var unit = i < terms.Count ? terms[i] : null;
        var isNumber = count > 0 && (unit?.Entry.Word?.Kind is "unit" || unit?.Text is "个" or "位" or "只" or "辆" or "张" && total + current > 1
            || (at > 0 && terms[at - 1].Entry.Word is { Kind: "unit", Name: "percent" }));
        return isNumber ? (total + current, count) : (0, 0);
    }
}
