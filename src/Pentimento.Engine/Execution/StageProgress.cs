namespace Pentimento.Engine.Execution;

/// <summary>Progress of one step as progress of the whole edit.</summary>
internal sealed class StageProgress(IProgress<double> whole, double from, double to) : IProgress<double>
{
    /// <summary>What the steps are of an edit; the rest is encoding.</summary>
    public const double Share = 0.95;

    public void Report(double value) => whole.Report(Share * (from + ((to - from) * value)));
}
