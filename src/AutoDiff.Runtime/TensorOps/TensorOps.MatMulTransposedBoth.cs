using System;
using System.ComponentModel;
using System.Numerics;
using AutoDiff.CompilerServices;
using AutoDiff.Kernels;

namespace AutoDiff;

public static partial class TensorOps
{
    /// <summary>Matrix product <c>result = leftᵀ · rightᵀ</c>: <c>result[i, j] = Σ_k left[k, i] · right[j, k]</c>.</summary>
    /// <param name="left">Input, stored [inner, rows].</param>
    /// <param name="right">Input, stored [columns, inner].</param>
    /// <param name="result">Overwritten, shape [rows, columns].</param>
    /// <param name="rows">Rows of the result.</param>
    /// <param name="inner">Number of terms of each sum.</param>
    /// <param name="columns">Columns of the result.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="ArgumentException">A shape is wrong, or <paramref name="result"/> overlaps an input.</exception>
    [VjpRule(nameof(MatMulTransposedBothLeftVjp))]
    [VjpRule(nameof(MatMulTransposedBothRightVjp))]
    [JvpRule(nameof(MatMulTransposedBothJvp))]
    public static void MatMulTransposedBoth<T>(
        ReadOnlySpan<T> left, ReadOnlySpan<T> right, [Overwritten] Span<T> result, int rows, int inner, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Precision.Require<T>();
        Require.Size(rows);
        Require.Size(inner);
        Require.Size(columns);
        Require.Shape(left, inner, rows);
        Require.Shape(right, columns, inner);
        Require.Shape<T>(result, rows, columns);
        Require.Apart(result, left);
        Require.Apart(result, right);
        result.Clear();
        MatrixProduct.Add<T>(Matrix<T>.Stored(left, inner, rows).Transposed, Matrix<T>.Stored(right, columns, inner).Transposed, result);
    }

    /// <summary><c>leftGradient += rightᵀ · resultGradientᵀ</c>.</summary>
    /// <param name="right">Input of the product, stored [columns, inner].</param>
    /// <param name="resultGradient">Cotangent of the result, shape [rows, columns].</param>
    /// <param name="leftGradient">Added to, stored [inner, rows].</param>
    /// <param name="rows">Rows of the result.</param>
    /// <param name="inner">Number of terms of each sum.</param>
    /// <param name="columns">Columns of the result.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="ArgumentException">A shape is wrong, or <paramref name="leftGradient"/> overlaps an input.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void MatMulTransposedBothLeftVjp<T>(
        ReadOnlySpan<T> right, ReadOnlySpan<T> resultGradient, Span<T> leftGradient, int rows, int inner, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Precision.Require<T>();
        Require.Size(rows);
        Require.Size(inner);
        Require.Size(columns);
        Require.Shape(right, columns, inner);
        Require.Shape(resultGradient, rows, columns);
        Require.Shape<T>(leftGradient, inner, rows);
        Require.Apart(leftGradient, right);
        Require.Apart(leftGradient, resultGradient);
        MatrixProduct.Add<T>(Matrix<T>.Stored(right, columns, inner).Transposed, Matrix<T>.Stored(resultGradient, rows, columns).Transposed, leftGradient);
    }

    /// <summary><c>rightGradient += resultGradientᵀ · leftᵀ</c>.</summary>
    /// <param name="left">Input of the product, stored [inner, rows].</param>
    /// <param name="resultGradient">Cotangent of the result, shape [rows, columns].</param>
    /// <param name="rightGradient">Added to, stored [columns, inner].</param>
    /// <param name="rows">Rows of the result.</param>
    /// <param name="inner">Number of terms of each sum.</param>
    /// <param name="columns">Columns of the result.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="ArgumentException">A shape is wrong, or <paramref name="rightGradient"/> overlaps an input.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void MatMulTransposedBothRightVjp<T>(
        ReadOnlySpan<T> left, ReadOnlySpan<T> resultGradient, Span<T> rightGradient, int rows, int inner, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Precision.Require<T>();
        Require.Size(rows);
        Require.Size(inner);
        Require.Size(columns);
        Require.Shape(left, inner, rows);
        Require.Shape(resultGradient, rows, columns);
        Require.Shape<T>(rightGradient, columns, inner);
        Require.Apart(rightGradient, left);
        Require.Apart(rightGradient, resultGradient);
        MatrixProduct.Add<T>(Matrix<T>.Stored(resultGradient, rows, columns).Transposed, Matrix<T>.Stored(left, inner, rows).Transposed, rightGradient);
    }

    /// <summary><c>resultTangent = leftTangentᵀ · rightᵀ + leftᵀ · rightTangentᵀ</c>.</summary>
    /// <param name="left">Input of the product, stored [inner, rows].</param>
    /// <param name="right">Input of the product, stored [columns, inner].</param>
    /// <param name="leftTangent">Its tangent, stored [inner, rows]; empty if it is zero.</param>
    /// <param name="rightTangent">Its tangent, stored [columns, inner]; empty if it is zero.</param>
    /// <param name="resultTangent">Overwritten, shape [rows, columns].</param>
    /// <param name="rows">Rows of the result.</param>
    /// <param name="inner">Number of terms of each sum.</param>
    /// <param name="columns">Columns of the result.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="ArgumentException">A shape is wrong, or <paramref name="resultTangent"/> overlaps an input.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void MatMulTransposedBothJvp<T>(
        ReadOnlySpan<T> left,
        ReadOnlySpan<T> right,
        ReadOnlySpan<T> leftTangent,
        ReadOnlySpan<T> rightTangent,
        Span<T> resultTangent,
        int rows,
        int inner,
        int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Precision.Require<T>();
        Require.Size(rows);
        Require.Size(inner);
        Require.Size(columns);
        Require.Shape(left, inner, rows);
        Require.Shape(right, columns, inner);
        Require.Shadow(leftTangent, left.Length);
        Require.Shadow(rightTangent, right.Length);
        Require.Shape<T>(resultTangent, rows, columns);
        Require.Apart(resultTangent, left);
        Require.Apart(resultTangent, right);
        Require.Apart(resultTangent, leftTangent);
        Require.Apart(resultTangent, rightTangent);
        resultTangent.Clear();
        if (!leftTangent.IsEmpty)
        {
            MatrixProduct.Add<T>(Matrix<T>.Stored(leftTangent, inner, rows).Transposed, Matrix<T>.Stored(right, columns, inner).Transposed, resultTangent);
        }

        if (!rightTangent.IsEmpty)
        {
            MatrixProduct.Add<T>(Matrix<T>.Stored(left, inner, rows).Transposed, Matrix<T>.Stored(rightTangent, columns, inner).Transposed, resultTangent);
        }
    }
}
