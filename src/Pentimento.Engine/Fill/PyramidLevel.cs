namespace Pentimento.Engine.Fill;

/// <summary>What a pixel of a level is; the values combine.</summary>
[Flags]
internal enum PixelKind : byte
{
    /// <summary>A known pixel far from any hole.</summary>
    Known = 0,

    /// <summary>To be filled.</summary>
    Hole = 1,

    /// <summary>Known, but may not be copied from.</summary>
    Barred = 2,

    /// <summary>Centre of a patch that reaches into the hole.</summary>
    Target = 4,

    /// <summary>Centre of a patch that may be copied: wholly known, wholly inside.</summary>
    Source = 8,
}

/// <summary>
/// One resolution of the working window: packed pixels (red, green, blue, texture), their kinds, and the nearest-neighbour field
/// from target patches to source patches. Patches always lie wholly inside the window, so borders need no padding.
/// </summary>
internal sealed class PyramidLevel
{
    public PyramidLevel(int width, int height, int radius)
    {
        Width = width;
        Height = height;
        Radius = radius;
        Pixels = new uint[checked((width * height) + PatchDistance.Slack)];
        Kinds = new PixelKind[width * height];
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Half the side of a patch, without its middle.</summary>
    public int Radius { get; }

    /// <summary>Red in the lowest byte, then green, blue and texture; <see cref="PatchDistance.Slack"/> more than there are pixels.</summary>
    public uint[] Pixels { get; }

    public PixelKind[] Kinds { get; }

    /// <summary>For each target the index of its source; -1 everywhere else.</summary>
    public int[] Nearest { get; private set; } = [];

    /// <summary>For each target the distance to its source.</summary>
    public int[] Distances { get; private set; } = [];

    /// <summary>The targets, row by row.</summary>
    public int[] Targets { get; private set; } = [];

    /// <summary>Where in <see cref="Targets"/> each row begins; one more than rows.</summary>
    public int[] RowStarts { get; private set; } = [];

    /// <summary>The hole's pixels, row by row.</summary>
    public int[] Holes { get; private set; } = [];

    public int SourceCount { get; private set; }

    /// <summary>From a pixel's index to the top left of the patch around it.</summary>
    public int Corner => (Radius * Width) + Radius;

    /// <summary>Marks targets and sources after the hole is known.</summary>
    public void Classify(CancellationToken cancellation)
    {
        // How many hole (or barred) pixels the patch around each pixel holds, by running sums of rows and columns.
        var columns = new int[Width];
        var barred = new int[Width];
        var targets = new List<int>();
        var holes = new List<int>();
        RowStarts = new int[Height + 1];
        SourceCount = 0;
        for (var y = -Radius; y < Height; y++)
        {
            cancellation.ThrowIfCancellationRequested();
            AddRow(y + Radius, 1, columns, barred);
            AddRow(y - Radius - 1, -1, columns, barred);
            if (y < 0)
            {
                continue;
            }

            RowStarts[y] = targets.Count;
            ClassifyRow(y, columns, barred, targets, holes);
        }

        RowStarts[Height] = targets.Count;
        Targets = [.. targets];
        Holes = [.. holes];
    }

    /// <summary>Makes room for the nearest-neighbour field.</summary>
    public void BeginMatching()
    {
        Nearest = new int[Width * Height];
        Array.Fill(Nearest, -1);
        Distances = new int[Width * Height];
    }

    /// <summary>Lets go of the nearest-neighbour field.</summary>
    public void EndMatching() => (Nearest, Distances) = ([], []);

    /// <summary>The nearest pixel to a place around which a patch lies wholly inside.</summary>
    public int Centre(int x, int y) =>
        (Math.Clamp(y, Radius, Height - 1 - Radius) * Width) + Math.Clamp(x, Radius, Width - 1 - Radius);

    public bool Contains(int x, int y) => x >= 0 && y >= 0 && x < Width && y < Height;

    public bool IsSource(int index) => (Kinds[index] & PixelKind.Source) != 0;

    public bool IsHole(int index) => (Kinds[index] & PixelKind.Hole) != 0;

    private void ClassifyRow(int y, int[] columns, int[] barred, List<int> targets, List<int> holes)
    {
        var (inHole, inBarred) = (0, 0);
        for (var x = 0; x < Math.Min(Radius, Width); x++)
        {
            inHole += columns[x];
            inBarred += barred[x];
        }

        for (var x = 0; x < Width; x++)
        {
            if (x + Radius < Width)
            {
                inHole += columns[x + Radius];
                inBarred += barred[x + Radius];
            }

            if (x > Radius)
            {
                inHole -= columns[x - Radius - 1];
                inBarred -= barred[x - Radius - 1];
            }

            var i = (y * Width) + x;
            if (IsHole(i))
            {
                holes.Add(i);
            }

            if (x < Radius || y < Radius || x >= Width - Radius || y >= Height - Radius)
            {
                continue;
            }

            if (inHole > 0)
            {
                Kinds[i] |= PixelKind.Target;
                targets.Add(i);
            }
            else if (inBarred == 0)
            {
                Kinds[i] |= PixelKind.Source;
                SourceCount++;
            }
        }
    }

    private void AddRow(int y, int sign, int[] columns, int[] barred)
    {
        if (y < 0 || y >= Height)
        {
            return;
        }

        for (var x = 0; x < Width; x++)
        {
            var kind = Kinds[(y * Width) + x];
            columns[x] += sign * (int)(kind & PixelKind.Hole);
            barred[x] += sign * ((int)(kind & PixelKind.Barred) >> 1);
        }
    }
}
