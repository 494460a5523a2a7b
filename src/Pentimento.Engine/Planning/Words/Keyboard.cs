namespace Pentimento.Engine.Planning.Words;

/// <summary>How near two spellings are: by edits, by neighbouring keys, by sound.</summary>
internal static class Keyboard
{
    private static readonly string[] Rows = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

    /// <summary>
    /// Damerau-Levenshtein distance (optimal string alignment) in which a neighbouring key costs less than a far one.
    /// </summary>
    /// <param name="count">The number of edits without those weights.</param>
    public static double Distance(string a, string b, out int count)
    {
        var width = b.Length + 1;
        Span<int> before = stackalloc int[width], previous = stackalloc int[width], current = stackalloc int[width];
        Span<double> costBefore = stackalloc double[width], costPrevious = stackalloc double[width], cost = stackalloc double[width];
        for (var j = 0; j < width; j++)
        {
            previous[j] = j;
            costPrevious[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            cost[0] = i;
            for (var j = 1; j < width; j++)
            {
                var same = a[i - 1] == b[j - 1];
                current[j] = Math.Min(Math.Min(previous[j], current[j - 1]) + 1, previous[j - 1] + (same ? 0 : 1));
                cost[j] = Math.Min(Math.Min(costPrevious[j], cost[j - 1]) + 1, costPrevious[j - 1] + (same ? 0 : AreNeighbours(a[i - 1], b[j - 1]) ? 0.6 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    current[j] = Math.Min(current[j], before[j - 2] + 1);
                    cost[j] = Math.Min(cost[j], costBefore[j - 2] + 0.5);
                }
            }

            var oldestCount = before;
            before = previous;
            previous = current;
            current = oldestCount;
            var oldest = costBefore;
            costBefore = costPrevious;
            costPrevious = cost;
            cost = oldest;
        }

        count = previous[b.Length];
        return costPrevious[b.Length];
    }

    /// <summary>Whether two words have the same consonants once those that sound alike are written alike.</summary>
    public static bool SameSound(string a, string b) => Sound(a) == Sound(b);

    private static bool AreNeighbours(char a, char b)
    {
        for (var row = 0; row < Rows.Length; row++)
        {
            var i = Rows[row].IndexOf(a, StringComparison.Ordinal);
            if (i >= 0)
            {
                for (var other = Math.Max(0, row - 1); other <= Math.Min(2, row + 1); other++)
                {
                    var j = Rows[other].IndexOf(b, StringComparison.Ordinal);
                    if (j >= 0)
                    {
                        return Math.Abs(i - j) <= 1;
                    }
                }
            }
        }

        return false;
    }

    private static string Sound(string word)
    {
        var sound = new System.Text.StringBuilder(word.Length);
        foreach (var c in word.Replace("ph", "f", StringComparison.Ordinal))
        {
            var letter = c switch { 'c' or 'q' => 'k', 'z' => 's', 'v' => 'f', _ => c };
            if (!"aeiouyhw".Contains(letter, StringComparison.Ordinal) && (sound.Length == 0 || sound[^1] != letter))
            {
                sound.Append(letter);
            }
        }

        return sound.ToString();
    }
}
