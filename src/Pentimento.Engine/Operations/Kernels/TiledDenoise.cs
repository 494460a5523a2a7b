using System.Numerics.Tensors;
using Pentimento.Engine.Images;

namespace Pentimento.Engine.Operations.Kernels;

/// <summary>
/// Denoises a picture tile by tile, so that it needs no planes: luma at full size, chroma at half size, where its coarse blotches lie
/// (what half size does not hold of chroma is cored).
/// </summary>
internal sealed class TiledDenoise
{
    private const int Core = 192;

    // Half-size chroma needs its context twice as far out.
    private const int TileMargin = 2 * DctDenoiser.Margin;
    private const int TileSide = Core + (2 * TileMargin);
    private const int LumaSide = Core + (2 * DctDenoiser.Margin);
    private const int ChromaSide = TileSide / 2;

    // Coloured noise disturbs more than grey noise, and colour detail is missed less.
    private const float ChromaStrength = 1.5f;
    private const float FineCoring = 3;

    private readonly OpponentTile _tile = new(TileSide);
    private readonly DctDenoiser _lumaFilter = new(LumaSide);
    private readonly DctDenoiser _chromaFilter = new(ChromaSide);
    private readonly float[] _luma = new float[DctDenoiser.Stride(LumaSide) * LumaSide];
    private readonly float[] _chroma = new float[DctDenoiser.Stride(ChromaSide) * ChromaSide];
    private readonly float[] _coarse = new float[DctDenoiser.Stride(ChromaSide) * ChromaSide];
    private readonly float[] _sigmasY;
    private readonly float[] _sigmasU;
    private readonly float[] _sigmasV;
    private readonly float _fine;

    private TiledDenoise(NoiseEstimate noise, float strength)
    {
        _sigmasY = [.. noise.Luma.Select(s => s * strength)];
        _sigmasU = [.. noise.ChromaU.Select(s => s * strength * ChromaStrength)];
        _sigmasV = [.. noise.ChromaV.Select(s => s * strength * ChromaStrength)];
        _fine = noise.Fine * strength * FineCoring;
    }

    /// <param name="strength">1 removes what was measured; above 0.</param>
    /// <returns>A new image; the caller owns it.</returns>
    /// <exception cref="OperationCanceledException">Cancelled; checked each tile.</exception>
    public static Image Run(Image source, NoiseEstimate noise, float strength, CancellationToken cancellation)
    {
        var work = new TiledDenoise(noise, strength);
        var result = source.Clone();
        try
        {
            for (var top = 0; top < source.Height; top += Core)
            {
                for (var left = 0; left < source.Width; left += Core)
                {
                    cancellation.ThrowIfCancellationRequested();
                    work.Tile(source, result, left, top);
                }
            }

            return result;
        }
        catch
        {
            result.Dispose();
            throw;
        }
    }

    private void Tile(Image source, Image result, int left, int top)
    {
        _tile.Load(source, left - TileMargin, top - TileMargin);
        Luma();
        Chroma(_tile.U, _sigmasU);
        Chroma(_tile.V, _sigmasV);
        var bands = source.Bands;
        var width = Math.Min(Core, source.Width - left);
        for (var row = 0; row < Math.Min(Core, source.Height - top); row++)
        {
            var y = _luma.AsSpan(((row + DctDenoiser.Margin) * DctDenoiser.Stride(LumaSide)) + DctDenoiser.Margin, width);
            var at = ((row + TileMargin) * TileSide) + TileMargin;
            var u = _tile.U.Slice(at, width);
            var v = _tile.V.Slice(at, width);
            var to = result.Row(top + row)[(left * bands)..];
            for (int x = 0, p = 0; x < width; x++, p += bands)
            {
                (to[p], to[p + 1], to[p + 2]) = OpponentTile.ToRgb(y[x], u[x], v[x]);
            }
        }
    }

    private void Luma()
    {
        const int offset = TileMargin - DctDenoiser.Margin;
        var stride = DctDenoiser.Stride(LumaSide);
        for (var row = 0; row < LumaSide; row++)
        {
            var to = _luma.AsSpan(row * stride, stride);
            _tile.Y.Slice(((row + offset) * TileSide) + offset, LumaSide).CopyTo(to);
            to[LumaSide..].Fill(to[LumaSide - 1]);
        }

        _lumaFilter.Run(_luma, _sigmasY);
    }

    // In place: coarse chroma is replaced by its denoised self, the fine rest is cored.
    private void Chroma(Span<float> plane, float[] sigmas)
    {
        var stride = DctDenoiser.Stride(ChromaSide);
        for (var row = 0; row < ChromaSide; row++)
        {
            var to = _coarse.AsSpan(row * stride, stride);
            var upper = plane.Slice(2 * row * TileSide, TileSide);
            var lower = plane.Slice(((2 * row) + 1) * TileSide, TileSide);
            for (var x = 0; x < ChromaSide; x++)
            {
                to[x] = (upper[2 * x] + upper[(2 * x) + 1] + lower[2 * x] + lower[(2 * x) + 1]) * 0.25f;
            }

            to[ChromaSide..].Fill(to[ChromaSide - 1]);
        }

        _coarse.CopyTo(_chroma, 0);
        _chromaFilter.Run(_chroma, sigmas);
        TensorPrimitives.Subtract(_chroma, _coarse, _chroma);
        Span<float> noisy = stackalloc float[ChromaSide + 1];
        Span<float> change = stackalloc float[ChromaSide + 1];
        var limit = (_fine * _fine) + 1e-12f;
        for (var y = TileMargin; y < TileMargin + Core; y++)
        {
            Between(_coarse, y, noisy);
            Between(_chroma, y, change);
            var row = plane.Slice(y * TileSide, TileSide);
            for (var x = TileMargin; x < TileMargin + Core; x++)
            {
                // Half-size sample centres lie a quarter of a sample left or right of a pixel's.
                var near = x / 2;
                var far = near + ((x & 1) == 0 ? -1 : 1);
                var coarse = (noisy[near] * 0.75f) + (noisy[far] * 0.25f);
                var rest = row[x] - coarse;
                row[x] = coarse + (change[near] * 0.75f) + (change[far] * 0.25f) + (rest * (rest * rest / ((rest * rest) + limit)));
            }
        }
    }

    private static void Between(float[] plane, int y, Span<float> row)
    {
        var stride = DctDenoiser.Stride(ChromaSide);
        var near = y / 2;
        var far = near + ((y & 1) == 0 ? -1 : 1);
        TensorPrimitives.Lerp(plane.AsSpan(near * stride, row.Length), plane.AsSpan(far * stride, row.Length), 0.25f, row);
    }
}
