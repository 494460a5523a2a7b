using Pentimento.Engine.Planning.Words;

namespace Pentimento.Engine.Planning.Grammar;

/// <summary>A run of terms between two joints of a clause: terms <paramref name="Start"/> up to <paramref name="End"/>.</summary>
/// <param name="IsAlternative">Follows "or".</param>
internal readonly record struct Part(int Start, int End, bool IsAlternative = false)
{
    public bool IsEmpty => End <= Start;
}

/// <summary>
/// A verb with what it governs, in parts ("remove | the tree, | the car and | the sign"); or, without a verb, words that
/// stand alone ("more contrast", "the sky is too dark").
/// </summary>
internal sealed class Clause(List<Term> terms, int start)
{
    /// <summary>The terms of the whole sentence.</summary>
    public List<Term> Terms { get; } = terms;

    public int Start { get; } = start;

    public int End { get; set; } = start;

    /// <summary>Null when words stand alone.</summary>
    public Sense? Verb { get; init; }

    /// <summary>Index of the verb's term; -1 without one.</summary>
    public int VerbAt { get; init; } = -1;

    /// <summary>The verb is no word of the lexicon, but stands where a verb is wanted ("can you frobnicate it").</summary>
    public bool IsUnknownVerb { get; init; }

    /// <summary>"do not", "without": nothing is to be done.</summary>
    public bool IsNegated { get; init; }

    /// <summary>Follows "can you", "please", "I want" …</summary>
    public bool IsFramed { get; init; }

    /// <summary>Follows "or": only the first of two alternatives is taken.</summary>
    public bool IsAlternative { get; init; }

    /// <summary>What a participle governs stands before it: "the bottle removed".</summary>
    public Part Left { get; init; }

    /// <summary>Says what the writer is about to do ("I want to …") or stands in a story: new things in it are not asked for.</summary>
    public bool IsAside { get; init; }

    /// <summary>Where the next clause begins, or the sentence ends.</summary>
    public int Limit { get; set; }

    public List<Part> Parts { get; } = [];

    /// <summary>A reason or a comparison followed ("because …", "than …"), which was not read.</summary>
    public bool IsCut { get; set; }

    /// <summary>What stands behind "so that".</summary>
    public Part Reason { get; set; }

    /// <summary>What stands behind "because".</summary>
    public Part Cause { get; set; }

    public string Act => Verb?.Kind ?? "";
}
