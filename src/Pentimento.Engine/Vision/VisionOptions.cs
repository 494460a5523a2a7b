namespace Pentimento.Engine.Vision;

/// <summary>Where the models are and what they may use. The server's section <c>Vision</c>.</summary>
public sealed class VisionOptions
{
    /// <summary>The folder of the model files. Default (empty): <c>models</c> beside the program.</summary>
    public string Folder { get; set; } = "";

    /// <summary>Threads that compute, for all models and edits together; 0 takes one a processor. Default 0. The process's first model decides.</summary>
    public int Threads { get; set; }

    /// <summary>Megabytes for the intermediate values of all runs together; less than 384, which one run may need, counts as 384. Default 768. The process's first model decides.</summary>
    public int ArenaMegabytes { get; set; } = 768;

    /// <summary>Networks that run at the same time, fewer where the arena has not 384 MB for each; others wait. Default 2.</summary>
    public int Slots { get; set; } = 2;

    /// <summary>The least score that an object needs to count as found, 0 to 1. Default 0.4: lower finds more, and more that is not there.</summary>
    public float ObjectScore { get; set; } = 0.4f;
}
